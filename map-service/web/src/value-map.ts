// The map with its values: drawing, labels at stations, which cell is pointed at, the border of a comparison.

import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { Cells, Domain } from "./api";
import type { Area } from "./areas";
import * as baseMap from "./base-map";
import { CellIndex } from "./cell-index";
import { byId, element } from "./dom";
import { text, type Layer } from "./layers";
import { colourAt, inkOn } from "./palettes";
import type { Label } from "./picture";
import { ValueLayer, type Side } from "./value-layer";

/** One side of the map. */
export interface Shown extends Side {
    layer: Layer;
}

const TILE_PIXELS = 512;
const MOST_LABELS = 60;
const LABEL_DIAMETER = 34;

export class ValueMap {
    readonly map: MapLibre;
    private readonly index: CellIndex;
    private readonly layer: ValueLayer;
    private readonly labels = element("div", "", { class: "labels", "aria-hidden": "true" });
    private readonly tip = element("div", "", { class: "tip", "aria-hidden": "true", hidden: "" });
    private readonly mark = element("div", "", { class: "mark", "aria-hidden": "true", hidden: "" });
    private shown?: { left: Shown; right: Shown };
    private marked?: [number, number];
    private border = 0;

    constructor(
        private readonly domain: Domain,
        private readonly cells: Cells,
        dark: boolean,
        private readonly pick: (cell: number) => void,
    ) {
        const container = byId("map");
        this.map = baseMap.create(container, dark);
        this.index = new CellIndex(cells, domain.grid);
        this.layer = new ValueLayer(cells, domain.grid);
        this.layer.appearance.ring = baseMap.colours(dark).ring;
        container.append(this.labels, this.mark, this.tip);
        this.map.getCanvas().setAttribute(
            "aria-label",
            "Map: arrow keys move it, plus and minus zoom; the button Values lists what it shows",
        );
        this.map.on("move", () => this.arrange());
        this.map.on("resize", () => this.arrange());
        this.map.on("mousemove", (event) => this.point(event));
        this.map.on("mouseout", () => (this.tip.hidden = true));
        this.map.on("click", (event) => {
            const cell = this.cellAt(event);
            if (cell >= 0) {
                this.pick(cell);
            }
        });
    }

    /** Resolves when everything is there to be drawn. */
    async ready(dark: boolean): Promise<void> {
        await this.map.once("load");
        this.map.addLayer(this.layer);
        await baseMap.addOutlines(this.map, dark);
        if (this.index.dense) {
            this.map.moveLayer("land", "values"); // borders are seen over a grid, but not over stations
        } else {
            this.map.moveLayer("values");
        }
        await this.map.once("idle");
    }

    /** Shows both sides; where nothing is compared they are the same. */
    show(left: Shown, right: Shown): void {
        this.shown = { left, right };
        this.layer.show(this.shown);
        this.arrange();
    }

    showAreas(areas: Area[], dark: boolean): void {
        baseMap.showAreas(this.map, areas, dark);
    }

    paint(dark: boolean): void {
        baseMap.paint(this.map, dark);
        this.layer.appearance.ring = baseMap.colours(dark).ring;
        this.map.triggerRepaint();
    }

    /** Where the sides of a comparison meet, fraction of the width; 0: only the right side is seen. */
    setBorder(fraction: number): void {
        this.border = fraction;
        this.layer.appearance.border = fraction;
        this.arrange();
        this.map.triggerRepaint();
    }

    setMark(longitude: number, latitude: number): void {
        this.marked = [longitude, latitude];
        this.arrange();
    }

    clearMark(): void {
        this.marked = undefined;
        this.arrange();
    }

    /** What is in view: west, south, east, north in degrees. */
    box(): string[] {
        const bounds = this.map.getBounds();
        return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees, i) =>
            Math.min(i % 2 ? 90 : 180, Math.max(i % 2 ? -90 : -180, degrees)).toFixed(4),
        );
    }

    /** Shows the whole domain. */
    fit(padding: { top: number; bottom: number; left: number; right: number }): void {
        if (this.domain.box) {
            const [west, south, east, north] = this.domain.box;
            this.map.fitBounds([west, south, east, north], { padding, animate: false, maxZoom: 8 });
        }
    }

    labelsShown(): Label[] {
        const { left, top } = this.map.getContainer().getBoundingClientRect();
        return [...this.labels.children].map((label) => {
            const box = label.getBoundingClientRect();
            return {
                text: label.textContent ?? "",
                x: (box.left + box.right) / 2 - left,
                y: (box.top + box.bottom) / 2 - top,
                colour: (label as HTMLElement).style.color,
            };
        });
    }

    private diameter(): number {
        const pixels = this.index.spacing * TILE_PIXELS * 2 ** this.map.getZoom();
        return this.cells.latitudes.length <= MOST_LABELS
            ? LABEL_DIAMETER
            : Math.min(LABEL_DIAMETER, Math.max(5, pixels * 0.86));
    }

    private cellAt(event: MapMouseEvent): number {
        const pixels = this.diameter() / 2 + 6;
        const reach = pixels / (TILE_PIXELS * 2 ** this.map.getZoom());
        return this.index.find(event.lngLat.lng, event.lngLat.lat, reach);
    }

    private sideAt(x: number): Shown | undefined {
        return x < this.border * this.map.getContainer().clientWidth ? this.shown?.left : this.shown?.right;
    }

    private point(event: MapMouseEvent): void {
        const cell = this.cellAt(event);
        this.map.getCanvas().style.cursor = cell >= 0 ? "pointer" : "";
        const side = this.sideAt(event.point.x);
        this.tip.hidden = cell < 0 || !side;
        if (cell >= 0 && side) {
            this.tip.textContent = text(side.layer, side.values[cell]);
            this.tip.style.transform = `translate(${event.point.x + 14}px, ${event.point.y + 14}px)`;
        }
    }

    /** Moves what lies over the map to where it belongs now. */
    private arrange(): void {
        const diameter = this.diameter();
        this.layer.appearance.diameter = diameter;
        this.mark.hidden = this.marked === undefined;
        if (this.marked) {
            const { x, y } = this.map.project(this.marked);
            const size = this.index.dense ? 22 : diameter + 10;
            this.mark.style.width = this.mark.style.height = `${size}px`;
            this.mark.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`;
        }
        this.arrangeLabels(diameter);
    }

    private arrangeLabels(diameter: number): void {
        const wanted: [number, number, number][] = [];
        if (!this.index.dense && diameter >= LABEL_DIAMETER && this.shown) {
            const { clientWidth, clientHeight } = this.map.getContainer();
            for (let i = 0; i < this.cells.latitudes.length && wanted.length <= MOST_LABELS; i++) {
                const { x, y } = this.map.project([this.cells.longitudes[i], this.cells.latitudes[i]]);
                if (x > -20 && y > -20 && x < clientWidth + 20 && y < clientHeight + 20) {
                    wanted.push([i, x, y]);
                }
            }
        }
        if (wanted.length > MOST_LABELS) {
            wanted.length = 0;
        }
        while (this.labels.childElementCount < wanted.length) {
            this.labels.append(element("span"));
        }
        while (this.labels.childElementCount > wanted.length) {
            this.labels.lastElementChild?.remove();
        }
        wanted.forEach(([cell, x, y], i) => this.arrangeLabel(this.labels.children[i] as HTMLElement, cell, x, y));
    }

    private arrangeLabel(label: HTMLElement, cell: number, x: number, y: number): void {
        const { layer, values, palette, lowest, highest } = this.sideAt(x) as Shown;
        const value = values[cell];
        const fraction = (value - lowest) / (highest - lowest);
        label.textContent = Number.isNaN(value) ? "–" : short(layer, value);
        label.style.color = Number.isNaN(value) ? "" : inkOn(colourAt(palette, fraction));
        label.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
    }
}

/** A value in a circle: .32 instead of 0.317 m³/m³. */
function short(layer: Layer, value: number): string {
    const rounded = layer.classes || layer.decimals === 0 ? text(layer, value) : text({ ...layer, decimals: 2 }, value);
    return rounded.replace(/ .*/, "").replace("0.", ".");
}

// Puts the page together: what is looked at (View) goes to map, controls and address.

import * as api from "./api";
import { AlertsDialog } from "./alerts-dialog";
import { AreaDialog } from "./area-dialog";
import * as areas from "./areas";
import { CellPanel } from "./cell-panel";
import { spoken, toDate } from "./dates";
import { Days } from "./days";
import * as faults from "./faults";
import * as forecastCsv from "./forecast-csv";
import { validity } from "./forecast-table";
import { byId, element, save } from "./dom";
import { offered, paletteOf, type Layer } from "./layers";
import * as legend from "./legend";
import { ModelsDialog } from "./models-dialog";
import { savePicture } from "./picture";
import { Search } from "./search";
import { Swipe } from "./swipe";
import { Theme } from "./theme";
import { TimeBar } from "./time-bar";
import { ValueMap, type Shown } from "./value-map";
import { ValuesDialog } from "./values-dialog";
import * as views from "./view";

const LOOK_EVERY_MS = 10_000;
const WIDE_PX = 720;

class Page {
    private readonly view = views.read(location.hash);
    private readonly theme = new Theme((dark) => this.paint(dark));
    private readonly days: Days;
    private readonly map: ValueMap;
    private readonly panel: CellPanel;
    private readonly time: TimeBar;
    private readonly swipe: Swipe;
    private readonly alerts: AlertsDialog;
    private readonly search: Search;
    private readonly area: AreaDialog;
    private layers: Layer[];
    private seen?: { layer: Layer; date: string; values: Float32Array };
    private asked = 0;
    private followsNewest = false;

    constructor(
        private domain: api.Domain,
        private ahead: api.Ahead,
        private readonly cells: api.Cells,
    ) {
        this.days = new Days(domain, ahead);
        this.layers = offered(domain, ahead.lastLeadDays);
        this.map = new ValueMap(domain, cells, this.theme.dark, (cell) =>
            this.openAt(cells.longitudes[cell], cells.latitudes[cell]),
        );
        this.panel = new CellPanel(
            (day) => void this.goTo(this.time.within(toDate(day))),
            () => this.closeCell(),
        );
        this.time = new TimeBar((date) => this.goTo(date));
        this.swipe = new Swipe((fraction) => {
            this.view.split = fraction;
            this.map.setBorder(fraction);
            this.remember();
        });
        this.search = new Search((cell) => void this.openCell(cell, true, true), (area) => this.openArea(area), tell);
        new ModelsDialog(tell);
        this.area = new AreaDialog(() => ({ box: this.map.box().join(","), date: this.view.date, dark: this.theme.dark }), tell);
        this.alerts = new AlertsDialog(
            (cell, date) => void this.goTo(this.time.within(date)).then(() => this.openCell(cell, true, true)),
            (area, date) => void this.goTo(this.time.within(date)).then(() => this.area.open(area, this.view.date)),
            () => this.map.box().join(","),
            tell,
        );
        new ValuesDialog(cells, (cell) => void this.openCell(cell, true, true), () => this.seen);
    }

    async start(): Promise<void> {
        this.describe();
        this.offerLayers();
        this.listen();
        this.place();
        const outlines = this.map.ready(this.theme.dark);
        void this.alerts.count().catch((reason: Error) => tell(reason.message));
        this.map.map.on("moveend", () => {
            const { lng, lat } = this.map.map.getCenter();
            this.view.place = [lng, lat, this.map.map.getZoom()];
            this.remember();
        });
        if (this.domain.firstDate && this.domain.lastDate) {
            this.time.setRange(this.domain.firstDate, this.domain.lastDate);
            this.followsNewest = this.view.date === "";
            await this.goTo(this.time.within(this.view.date || this.domain.lastDate));
        }
        if (this.view.cell) {
            await this.openCell(this.view.cell, false, false);
        }
        await outlines;
        await this.knowAreas().catch((reason: Error) => tell(reason.message));
        document.documentElement.dataset.ready = "true";
        setInterval(() => this.look().catch(() => tell("The server does not answer; this is what was there last.")), LOOK_EVERY_MS);
    }

    private get layer(): Layer {
        return this.layers.find((layer) => layer.id === this.view.layer) ?? this.layers[0];
    }

    private get leftLayer(): Layer {
        return this.layers.find((layer) => layer.id === this.view.compareLayer) ?? this.layer;
    }

    private describe(): void {
        const { domain, cells, synthetic, firstDate, lastDate } = this.domain;
        byId("domain").replaceChildren(domain ? `${domain}, ${cells.toLocaleString("en")} cells` : "no results yet");
        if (synthetic) {
            byId("domain").prepend(element("strong", "synthetic", { class: "badge" }), " ");
        }
        document.title = `${domain ? domain + " – " : ""}soilcast`;
        tell(firstDate && lastDate ? "" : "There are no results yet: the map fills as the run goes on.");
    }

    private offerLayers(): void {
        for (const [id, chosen] of [
            ["layer", this.layer],
            ["compare-layer", this.leftLayer],
        ] as const) {
            const select = byId<HTMLSelectElement>(id);
            select.replaceChildren(...groups(this.layers));
            if (chosen) {
                select.value = chosen.id;
            }
        }
    }

    private listen(): void {
        byId("layer").addEventListener("change", () => {
            this.view.layer = byId<HTMLSelectElement>("layer").value;
            byId<HTMLSelectElement>("compare-layer").value = this.leftLayer.id;
            void this.draw();
        });
        byId("compare-layer").addEventListener("change", () => {
            const chosen = byId<HTMLSelectElement>("compare-layer").value;
            this.view.compareLayer = chosen === this.layer.id ? "" : chosen;
            void this.draw();
        });
        const colourBlind = byId<HTMLInputElement>("colour-blind");
        colourBlind.checked = this.view.colourBlind;
        colourBlind.addEventListener("change", () => {
            this.view.colourBlind = colourBlind.checked;
            void this.draw();
        });
        byId("compare-toggle").addEventListener("click", () => {
            const yearBefore = this.view.date && toDate(this.time.day - 365);
            this.view.compare = this.view.compare ? "" : this.time.within(yearBefore);
            void this.draw();
        });
        byId<HTMLInputElement>("compare-date").addEventListener("change", (event) => {
            const date = (event.target as HTMLInputElement).value;
            if (date) {
                this.view.compare = this.time.within(date);
                void this.draw();
            }
        });
        byId("save-csv").addEventListener("click", () => this.saveValues());
        byId("save-png").addEventListener("click", () => this.savePicture());
        window.addEventListener("hashchange", () => {
            if (location.hash !== views.write(this.view)) {
                location.reload();
            }
        });
    }

    private place(): void {
        if (this.view.place) {
            const [longitude, latitude, zoom] = this.view.place;
            this.map.map.jumpTo({ center: [longitude, latitude], zoom });
            return;
        }
        const wide = innerWidth >= WIDE_PX;
        this.map.fit({ top: 40, bottom: 40, left: wide ? 330 : 30, right: wide ? 70 : 30 });
    }

    private async goTo(date: string): Promise<void> {
        this.view.date = date;
        this.followsNewest = date === this.domain.lastDate;
        this.time.set(date);
        this.panel.setDate(date);
        await this.draw();
    }

    /** Draws what the view says; when another drawing was asked for meanwhile, that one stays. */
    private async draw(): Promise<void> {
        const { layer } = this;
        if (!layer || !this.view.date) {
            return;
        }
        const turn = ++this.asked;
        const { date, compare } = this.view;
        try {
            const { leftLayer } = this;
            const [right, left] = await Promise.all([
                this.days.values(layer, date),
                compare ? this.days.values(leftLayer, compare) : undefined,
            ]);
            if (turn !== this.asked) {
                return;
            }
            const shown = this.side(layer, right);
            this.map.show(left ? this.side(leftLayer, left) : shown, shown);
            this.seen = { layer, date, values: right };
            this.caption(layer, date, compare);
            legend.draw(layer, shown.palette, left && leftLayer !== layer ? this.side(leftLayer, left) : undefined);
            tell(right.every(Number.isNaN) ? "Nothing is known of this date in this layer." : "");
            void this.faults(date, turn);
            this.remember();
            document.documentElement.dataset.drawn = `${layer.id} ${date}`;
            void this.days.values(layer, this.time.within(toDate(this.time.day + 1))).catch(() => undefined);
        } catch (reason) {
            tell((reason as Error).message);
        }
    }

    private side(layer: Layer, values: Float32Array): Shown {
        const palette = paletteOf(layer, this.view.colourBlind);
        return { layer, values, palette, lowest: layer.lowest, highest: layer.highest };
    }

    /** What was wrong with the data of the date, under all else that is told. */
    private async faults(date: string, turn: number): Promise<void> {
        const found = await faults.of(this.days, this.domain, date).catch(() => "");
        if (turn === this.asked) {
            byId("faults").textContent = found;
        }
    }

    /** A date and its layer as they are said; of a forecast also when it was issued. */
    private when(layer: Layer, date: string): string {
        return layer.ahead ? validity(this.ahead, layer.ahead) : spoken(date);
    }

    private caption(layer: Layer, date: string, compare: string): void {
        const unit = layer.unit && layer.unit !== "1" ? ` (${layer.unit})` : "";
        byId("shown-title").textContent = layer.title + unit;
        byId("shown-date").textContent = this.when(layer, date) + (this.domain.synthetic ? " · synthetic data" : "");
        byId("colour-blind").closest("p")!.hidden = !layer.colourBlind && !(compare && this.leftLayer.colourBlind);
        byId("compare-toggle").setAttribute("aria-pressed", String(compare !== ""));
        byId("compare-row").hidden = compare === "";
        if (compare) {
            byId<HTMLInputElement>("compare-date").value = compare;
            const { leftLayer } = this;
            const name = (of: Layer, when: string): string => (leftLayer === layer ? when : `${of.title}, ${when}`);
            const left = name(leftLayer, this.when(leftLayer, compare));
            this.swipe.show(this.view.split, left, name(layer, this.when(layer, date)));
            this.map.setBorder(this.view.split);
        } else {
            this.swipe.hide();
            this.map.setBorder(0);
        }
    }

    private openAt(longitude: number, latitude: number): void {
        api.cellAt(longitude, latitude)
            .then((cell) => this.openCell(cell, false, false))
            .catch((reason: Error) => tell(reason.message));
    }

    private async openCell(cell: string, focus: boolean, move: boolean): Promise<void> {
        try {
            const series = await api.series(cell);
            this.view.cell = series.cell;
            this.map.setMark(series.longitude, series.latitude);
            this.panel.open(series, this.view.date, this.theme.dark, focus);
            this.map.map.resize();
            if (move) {
                this.map.map.easeTo({
                    center: [series.longitude, series.latitude],
                    zoom: Math.max(5, this.map.map.getZoom()),
                    animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
                });
            }
            this.remember();
        } catch (reason) {
            tell((reason as Error).message);
        }
    }

    private async knowAreas(): Promise<void> {
        const known = await areas.all();
        this.search.areas = known;
        this.area.offer(known);
        this.map.showAreas(known, this.theme.dark);
    }

    private openArea(area: areas.Area): void {
        const box = areas.box(area);
        if (box) {
            this.map.map.fitBounds(box, { padding: 60, animate: false, maxZoom: 8 });
        }
        this.area.open(area.id, this.view.date);
    }

    private closeCell(): void {
        this.view.cell = "";
        this.map.clearMark();
        this.map.map.resize();
        this.remember();
        this.map.map.getCanvas().focus();
    }

    /** A run goes on while it is looked at. */
    private async look(): Promise<void> {
        const domain = await api.domain();
        if (domain.version === this.domain.version) {
            return;
        }
        if (domain.cells !== this.domain.cells || !this.domain.lastDate) {
            location.reload(); // other places, or the first results
            return;
        }
        const follow = this.followsNewest;
        void this.alerts.count().catch(() => undefined); // told by what is asked next
        this.domain = domain;
        this.ahead = await api.ahead();
        this.layers = offered(domain, this.ahead.lastLeadDays);
        this.days.renew(domain, this.ahead);
        this.offerLayers();
        this.time.setRange(domain.firstDate ?? "", domain.lastDate ?? "");
        await this.goTo(follow ? (domain.lastDate ?? "") : this.view.date);
        if (this.view.cell) {
            this.panel.renew(await api.series(this.view.cell));
        }
    }

    private leftName(): string {
        const { leftLayer, layer } = this;
        return `${leftLayer === layer ? "" : leftLayer.title + ", "}${this.when(leftLayer, this.view.compare)}`;
    }

    private paint(dark: boolean): void {
        this.map.paint(dark);
        this.panel.setDark(dark);
    }

    private remember(): void {
        history.replaceState(null, "", views.write(this.view));
    }

    /** What the map shows, cut to its frame. */
    private saveValues(): void {
        const { seen, ahead } = this;
        if (seen?.layer.ahead) {
            const text = forecastCsv.rows(this.cells, seen.values, seen.layer, ahead, this.map.box().map(Number));
            save(`soilcast-${seen.layer.id}-${ahead.issueDate}.csv`, new Blob([text], { type: "text/csv" }));
            return;
        }
        const query = new URLSearchParams({
            bbox: this.map.box().join(","),
            datetime: this.view.date,
            "parameter-name": this.layer.minus ? `${this.layer.column},${this.layer.minus.column}` : this.layer.column,
            f: "CSV",
        });
        save(`soilcast-${this.layer.id}-${this.view.date}.csv`, `${api.COLLECTION}/cube?${query}`);
    }

    private savePicture(): void {
        const { layer } = this;
        savePicture(this.map.map.getCanvas(), {
            title: layer.title + (this.view.compare ? `, left ${this.leftName()}` : ""),
            date: this.when(layer, this.view.date),
            file: this.view.date,
            domain: this.domain.domain + (this.domain.synthetic ? " (synthetic data)" : ""),
            layer,
            palette: paletteOf(layer, this.view.colourBlind),
            dark: this.theme.dark,
            labels: this.map.labelsShown(),
        });
    }
}

/** Options of a choice of layers, in groups. */
function groups(layers: Layer[]): HTMLElement[] {
    return [...new Set(layers.map((layer) => layer.group))].map((group) => {
        const made = element("optgroup", "", { label: group });
        made.append(
            ...layers
                .filter((layer) => layer.group === group)
                .map((layer) => element("option", layer.title, { value: layer.id })),
        );
        return made;
    });
}

function tell(notice: string): void {
    byId("notice").textContent = notice;
}

async function start(): Promise<void> {
    const [domain, ahead] = await Promise.all([api.domain(), api.ahead()]);
    await new Page(domain, ahead, await api.cells(domain)).start();
}

start().catch((reason: Error) => tell(`The page cannot be shown: ${reason.message}`));

// The series of a cell: analysis with its band, open loop, retrievals.

import uPlot from "uplot";
import type { Series } from "./api";
import * as cellAlerts from "./cell-alerts";
import { toDay } from "./dates";
import { along, axis, bandEdge, draw, drawIssue, type Fan, type Values } from "./fan";

interface Curve {
    column: string;
    label: string;
    light: string;
    dark: string;
    width?: number;
    dash?: number[];
    points?: boolean;
}

/** What one chart shows. */
export interface Kind {
    unit: string;
    decimals: number;
    curves: Curve[];
    /** How curves go on, if there is a forecast. */
    fans: Fan[];
    /** Lowest and highest value shown; without, as the values have it. */
    range?: [number, number];
    /** Part of the window's height. */
    height: number;
}

const SURFACE = { light: "#1769aa", dark: "#6cb6f2", width: 1.5 };
const ROOT_ZONE = { light: "#9a5b13", dark: "#e0a458", width: 1.5 };

export const MOISTURE_CHART: Kind = {
    unit: "m³/m³",
    decimals: 3,
    height: 0.26,
    curves: [
        { column: "surface_open_loop", label: "Without retrievals", light: "#7a8086", dark: "#9aa4ad", dash: [4, 4], width: 1 },
        { column: "rootzone_mean", label: "Top metre", ...ROOT_ZONE },
        { column: "surface_mean", label: "Top 5 cm", ...SURFACE },
        { column: "observed", label: "Retrieval", light: "#c2185b", dark: "#ff7fab", points: true },
    ],
    fans: [
        { label: "Top metre, forecast", ...ROOT_ZONE, line: "rootzone_q50", bands: quantileBands("rootzone") },
        { label: "Top 5 cm, forecast", ...SURFACE, line: "surface_q50", bands: quantileBands("surface") },
    ],
};
export const RANK_CHART: Kind = {
    unit: "percentile",
    decimals: 0,
    height: 0.17,
    range: [0, 100],
    curves: [
        { column: "rootzone_percentile", label: "Top metre", ...ROOT_ZONE },
        { column: "surface_percentile", label: "Top 5 cm", ...SURFACE },
    ],
    fans: [
        { label: "Top metre, forecast", ...ROOT_ZONE, line: "rootzone_percentile", bands: [] },
        { label: "Top 5 cm, forecast", ...SURFACE, line: "surface_percentile", bands: [] },
    ],
};
const BANDS: [string, string][] = [
    ["rootzone_mean", "rootzone_sd"],
    ["surface_mean", "surface_sd"],
];
/** Percentiles below which the drought classes D0 to D4 begin, and their colours. */
const CLASSES: [number, string][] = [
    [30, "#ffff00"],
    [20, "#fcd37f"],
    [10, "#ffaa00"],
    [5, "#e60000"],
    [2, "#730000"],
];
const DAY_S = 86_400;

function quantileBands(layer: string): [string, string][] {
    return [
        [`${layer}_q05`, `${layer}_q95`],
        [`${layer}_q25`, `${layer}_q75`],
    ];
}

/** Whether the curve would only lie on the analysis, as it does without assimilation. */
function isTheAnalysis(series: Series): boolean {
    const analysis = series.values.get("surface_mean") ?? [];
    return (series.values.get("surface_open_loop") ?? []).every((value, i) => value === analysis[i]);
}

export class Chart {
    private plot?: uPlot;
    private series?: Series;
    private marked = 0;
    private readonly observer: ResizeObserver;

    constructor(
        private readonly container: HTMLElement,
        private readonly kind: Kind,
        private readonly pick: (day: number) => void,
    ) {
        this.observer = new ResizeObserver(() => this.fit());
        this.observer.observe(container);
    }

    show(series: Series, day: number, dark: boolean): void {
        this.plot?.destroy();
        this.series = series;
        this.marked = day;
        const ink = dark ? "#c9d1d8" : "#39434b";
        const lines = dark ? "#ffffff18" : "#00000014";
        const days = axis(series);
        const dates = series.dates.map(toDay);
        const data: Values[] = [days.map((day) => day * DAY_S)];
        const options: uPlot.Series[] = [{ value: (_plot, seconds) => dateText(seconds) }];
        const bands: uPlot.Band[] = [];
        const text = (value: number | null): string => (value === null ? "–" : value.toFixed(this.kind.decimals));
        for (const fan of series.forecast ? this.kind.fans : []) {
            const drawn = draw(fan, series.forecast!, days, data.length, dark, text);
            data.push(...drawn.data);
            options.push(...drawn.lines);
            bands.push(...drawn.bands);
        }
        for (const curve of this.kind.curves) {
            const values = series.values.get(curve.column);
            const idle = curve.column === "surface_open_loop" && isTheAnalysis(series);
            if (!values || idle || values.every((value) => value === null)) {
                continue;
            }
            const colour = dark ? curve.dark : curve.light;
            const spread = series.values.get(BANDS.find(([mean]) => mean === curve.column)?.[1] ?? "");
            if (spread?.some((value) => value !== null)) {
                const edge = (sign: number): Values =>
                    along(days, dates, values.map((value, i) => (value === null || spread[i] === null ? null : value + sign * spread[i]!)));
                data.push(edge(1), edge(-1));
                options.push(bandEdge(), bandEdge());
                bands.push({ series: [data.length - 2, data.length - 1], fill: colour + "38" });
            }
            data.push(along(days, dates, values));
            options.push({
                label: curve.label,
                stroke: colour,
                width: curve.width ?? 1,
                dash: curve.dash,
                spanGaps: false,
                paths: curve.points ? () => null : undefined,
                points: curve.points ? { show: true, size: 4, fill: colour, width: 0 } : { show: false },
                value: (_plot, value) => text(value),
            });
        }
        this.container.hidden = data.length === 1;
        if (this.container.hidden) {
            this.plot = undefined;
            return;
        }
        const { range } = this.kind;
        this.plot = new uPlot(
            {
                width: this.container.clientWidth || 300,
                height: this.height(),
                series: options,
                bands,
                legend: { live: true },
                cursor: { sync: { key: "cell" }, points: { size: 6 }, drag: { x: true, y: false } },
                scales: { x: { time: true }, y: { range: (_plot, low, high) => range ?? [Math.max(0, low - 0.02), high + 0.02] } },
                axes: [
                    { stroke: ink, grid: { stroke: lines }, ticks: { stroke: lines } },
                    { stroke: ink, grid: { stroke: lines }, ticks: { stroke: lines }, label: this.kind.unit, labelSize: 20, size: 46 },
                ],
                tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
                hooks: { drawClear: [(plot) => this.drawClasses(plot)], draw: [(plot) => this.drawMarks(plot, ink)], ready: [(plot) => this.listen(plot)] },
            },
            data as uPlot.AlignedData,
            this.container,
        );
    }

    /** Draws the line of the date that the map shows. */
    mark(day: number): void {
        this.marked = day;
        this.plot?.redraw(false);
    }

    /** Shows the last days up to the marked one; all when none is given. */
    zoom(days?: number): void {
        const dates = this.series?.dates ?? [];
        if (this.plot && dates.length > 0) {
            const first = toDay(dates[0]);
            const all = axis(this.series as Series);
            const last = all[all.length - 1];
            const end = days ? Math.min(last, this.marked + Math.round(days / 2)) : last;
            const begin = days ? Math.max(first, end - days) : first;
            this.plot.setScale("x", { min: begin * DAY_S, max: Math.max(end, begin + 1) * DAY_S });
        }
    }

    clear(): void {
        this.plot?.destroy();
        this.plot = undefined;
        this.series = undefined;
    }

    private height(): number {
        return Math.max(120, Math.min(260, Math.round(window.innerHeight * this.kind.height)));
    }

    private fit(): void {
        if (this.plot && this.container.clientWidth > 0) {
            this.plot.setSize({ width: this.container.clientWidth, height: this.height() });
        }
    }

    private listen(plot: uPlot): void {
        let down = 0;
        plot.over.addEventListener("mousedown", (event) => (down = event.clientX));
        plot.over.addEventListener("mouseup", (event) => {
            if (Math.abs(event.clientX - down) < 3 && plot.cursor.idx !== null && plot.cursor.idx !== undefined) {
                this.pick(Math.round(plot.data[0][plot.cursor.idx] / DAY_S));
            }
        });
    }

    /** Behind percentiles, the classes that they mean. */
    private drawClasses(plot: uPlot): void {
        if (this.kind !== RANK_CHART) {
            return;
        }
        const { left, width } = plot.bbox;
        plot.ctx.save();
        plot.ctx.globalAlpha = 0.3;
        CLASSES.forEach(([percentile, colour], i) => {
            const top = plot.valToPos(percentile, "y", true);
            const bottom = plot.valToPos(CLASSES[i + 1]?.[0] ?? 0, "y", true);
            plot.ctx.fillStyle = colour;
            plot.ctx.fillRect(left, top, width, bottom - top);
        });
        plot.ctx.restore();
    }

    private drawMarks(plot: uPlot, colour: string): void {
        cellAlerts.draw(plot, this.series?.alerts ?? [], colour);
        this.drawMark(plot, colour);
        if (this.series?.forecast) {
            drawIssue(plot, this.series.forecast, colour, this.kind === MOISTURE_CHART ? "forecast issued" : "");
        }
    }

    private drawMark(plot: uPlot, colour: string): void {
        const x = Math.round(plot.valToPos(this.marked * DAY_S, "x", true));
        const { left, top, width, height } = plot.bbox;
        if (x >= left && x <= left + width) {
            plot.ctx.save();
            plot.ctx.strokeStyle = colour;
            plot.ctx.lineWidth = devicePixelRatio;
            plot.ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
            plot.ctx.beginPath();
            plot.ctx.moveTo(x, top);
            plot.ctx.lineTo(x, top + height);
            plot.ctx.stroke();
            plot.ctx.restore();
        }
    }
}

function dateText(seconds: number | null): string {
    return seconds === null ? "–" : new Date(seconds * 1000).toISOString().slice(0, 10);
}

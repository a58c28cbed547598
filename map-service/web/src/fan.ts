// A forecast in a chart: bands between its quantiles, its median, and a line where it was issued.

import type uPlot from "uplot";
import type { Forecast, Series } from "./api";
import { toDay } from "./dates";

export type Values = (number | null)[];

/** A curve of a chart that goes on as a forecast. */
export interface Fan {
    label: string;
    light: string;
    dark: string;
    /** Column of the line. */
    line: string;
    /** Columns between which there are bands, the widest first. */
    bands: [string, string][];
}

/** Opacity of the bands, the widest first; the analysis has one between them. */
const OPACITIES = ["26", "4d"];
const DAY_S = 86_400;

/** Spans that are one day: means of weeks stand in the table, for a mean has less spread than its days. */
export function singleDays(forecast: Forecast): number[] {
    return forecast.firstLeadDays.flatMap((first, span) => (forecast.lastLeadDays[span] === first ? [span] : []));
}

export function validDay(forecast: Forecast, span: number): number {
    return toDay(forecast.issueDate) + forecast.firstLeadDays[span];
}

/** Days of a series and its forecast, in order. */
export function axis(series: Series): number[] {
    const { forecast } = series;
    const ahead = forecast ? singleDays(forecast).map((span) => validDay(forecast, span)) : [];
    return [...new Set([...series.dates.map(toDay), ...ahead])].sort((one, other) => one - other);
}

/** Values of some days along an axis. */
export function along(axis: number[], days: number[], values: Values): Values {
    const known = new Map(days.map((day, i) => [day, values[i]]));
    return axis.map((day) => known.get(day) ?? null);
}

/** The data, lines and bands of a fan; the first of them gets a number. */
export function draw(
    fan: Fan,
    forecast: Forecast,
    axis: number[],
    first: number,
    dark: boolean,
    text: (value: number | null) => string,
): { data: Values[]; lines: uPlot.Series[]; bands: uPlot.Band[] } {
    const spans = singleDays(forecast);
    const days = spans.map((span) => validDay(forecast, span));
    const of = (column: string): Values => along(axis, days, spans.map((span) => forecast.values[column]?.[span] ?? null));
    const colour = dark ? fan.dark : fan.light;
    const data: Values[] = [];
    const lines: uPlot.Series[] = [];
    const bands: uPlot.Band[] = [];
    if (of(fan.line).every((value) => value === null)) {
        return { data, lines, bands };
    }
    fan.bands.forEach(([low, high], i) => {
        bands.push({ series: [first + data.length, first + data.length + 1], fill: colour + OPACITIES[i] });
        data.push(of(high), of(low));
        lines.push(bandEdge(), bandEdge());
    });
    data.push(of(fan.line));
    lines.push({
        label: fan.label,
        class: "forecast",
        stroke: colour,
        width: 2,
        dash: [2, 3],
        points: { show: false },
        value: (_plot, value) => text(value),
    });
    return { data, lines, bands };
}

export function bandEdge(): uPlot.Series {
    return { label: "", class: "band-edge", stroke: "transparent", width: 0, points: { show: false } };
}

/** The day of issue: what is right of it was not known. Its label lies under the alerts, and would lie on the lines of a low chart. */
export function drawIssue(plot: uPlot, forecast: Forecast, colour: string, label: string): void {
    const x = Math.round(plot.valToPos(toDay(forecast.issueDate) * DAY_S, "x", true));
    const { left, top, width, height } = plot.bbox;
    if (x < left || x > left + width) {
        return;
    }
    const { ctx } = plot;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textBaseline = "top";
    ctx.textAlign = x - left > ctx.measureText(label).width + 8 * devicePixelRatio ? "right" : "left";
    ctx.fillText(label, x + (ctx.textAlign === "right" ? -4 : 4) * devicePixelRatio, top + 11 * devicePixelRatio);
    ctx.restore();
}

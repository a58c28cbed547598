// What is known of one cell: its values on the date shown and its series.

import * as api from "./api";
import * as cellAlerts from "./cell-alerts";
import { Chart, MOISTURE_CHART, RANK_CHART } from "./chart";
import { spoken, toDay } from "./dates";
import { byId, element } from "./dom";
import * as forecastTable from "./forecast-table";
import { className } from "./layers";
import { Lineage } from "./lineage";

const ROWS: [string, string, number, string][] = [
    ["surface_mean", "Top 5 cm", 3, "m³/m³"],
    ["rootzone_mean", "Top metre", 3, "m³/m³"],
    ["observed", "Retrieval", 3, "m³/m³"],
    ["surface_percentile", "Percentile, top 5 cm", 0, ""],
    ["rootzone_percentile", "Percentile, top metre", 0, ""],
    ["drought_class", "Drought class", 0, ""],
    ["drought_probability", "Probability of it or drier", 2, ""],
];
const DEVIATIONS: Record<string, string> = { surface_mean: "surface_sd", rootzone_mean: "rootzone_sd" };
const SPANS: [string, number | undefined][] = [
    ["90 days", 90],
    ["1 year", 365],
    ["All", undefined],
];

export class CellPanel {
    private readonly panel = byId("cell");
    private readonly charts: Chart[];
    private readonly lineage = new Lineage();
    private series?: api.Series;
    private date = "";
    private dark = false;
    private span: number | undefined = 365;

    constructor(
        private readonly pick: (day: number) => void,
        private readonly closed: () => void,
    ) {
        this.charts = [new Chart(byId("chart"), MOISTURE_CHART, pick), new Chart(byId("ranks"), RANK_CHART, pick)];
        byId("cell-close").addEventListener("click", () => this.close());
        this.panel.addEventListener("keydown", (event) => {
            if (event.key === "Escape") {
                this.close();
            }
        });
        for (const [name, days] of SPANS) {
            const button = element("button", name, { type: "button" });
            button.addEventListener("click", () => this.zoom(days));
            byId("spans").append(button);
        }
    }

    get shown(): api.Series | undefined {
        return this.series;
    }

    /** Shows a cell; the heading gets the focus, so that a screen reader goes on there. */
    open(series: api.Series, date: string, dark: boolean, focus: boolean): void {
        this.series = series;
        this.date = date;
        this.dark = dark;
        const [north, east] = [series.latitude, series.longitude];
        const place = `${Math.abs(north).toFixed(2)}° ${north < 0 ? "S" : "N"}, ${Math.abs(east).toFixed(2)}° ${east < 0 ? "W" : "E"}`;
        byId("cell-title").replaceChildren(`Cell ${series.cell} `, element("small", place));
        const csv = byId<HTMLAnchorElement>("cell-csv");
        csv.href = `${api.COLLECTION}/locations/${encodeURIComponent(series.cell)}?f=CSV`;
        csv.setAttribute("aria-label", `Series of cell ${series.cell} as CSV`);
        this.panel.hidden = false;
        document.body.classList.add("with-cell");
        this.charts.forEach((chart) => chart.show(series, toDay(date), dark));
        this.zoom(this.span);
        this.values();
        forecastTable.show(series.forecast);
        cellAlerts.list(series.alerts, (day) => this.pick(toDay(day)));
        if (focus) {
            byId("cell-title").focus({ preventScroll: true });
        }
    }

    setDate(date: string): void {
        this.date = date;
        if (this.series) {
            this.charts.forEach((chart) => chart.mark(toDay(date)));
            this.values();
        }
    }

    setDark(dark: boolean): void {
        if (this.series) {
            this.open(this.series, this.date, dark, false);
        }
        this.dark = dark;
    }

    renew(series: api.Series): void {
        this.open(series, this.date, this.dark, false);
    }

    private zoom(days: number | undefined): void {
        this.span = days;
        this.charts.forEach((chart) => chart.zoom(days));
    }

    private close(): void {
        this.series = undefined;
        this.charts.forEach((chart) => chart.clear());
        this.panel.hidden = true;
        document.body.classList.remove("with-cell");
        this.closed();
    }

    private values(): void {
        const series = this.series as api.Series;
        const at = series.dates.indexOf(this.date);
        const list = byId("cell-values");
        list.replaceChildren();
        list.setAttribute("aria-label", `Values of ${spoken(this.date)}`);
        this.lineage.show(series.cell, this.date);
        for (const [column, name, decimals, unit] of ROWS) {
            const values = series.values.get(column);
            if (!values || values.every((value) => value === null)) {
                continue;
            }
            const value = values[at] ?? null;
            const deviation = series.values.get(DEVIATIONS[column] ?? "")?.[at] ?? null;
            const spread = deviation === null ? "" : ` ± ${deviation.toFixed(3)}`;
            const number = column === "drought_class" ? className(value ?? NaN) : value?.toFixed(decimals);
            const shown = value === null ? "–" : `${number}${spread} ${unit}`.trim();
            list.append(element("dt", name), element("dd", shown, { "data-column": column, "data-value": String(value) }));
        }
    }
}

// The forecast of a cell in words and numbers: for everybody who wants a number, and for screen readers.

import type { Ahead, Forecast } from "./api";
import { spoken, toDate, toDay } from "./dates";
import { byId, element } from "./dom";
import { className } from "./layers";

interface Cell {
    column: string;
    text: (value: number) => string;
}

export function show(forecast: Forecast | undefined): void {
    byId("forecast").hidden = !forecast;
    byId("forecast-about").textContent = forecast ? about(forecast) : "";
    byId("forecast-rows").replaceChildren(...(forecast ? forecast.firstLeadDays.map((_, span) => row(forecast, span)) : []));
}

export function about(forecast: Forecast): string {
    const years = `${forecast.traceYears} ${forecast.traceYears === 1 ? "year" : "years"}`;
    const calibrated = forecast.surfaceCalibrated
        ? "top 5 cm calibrated, top metre not calibrated"
        : "not calibrated";
    return (
        `Forecast issued ${spoken(forecast.issueDate)}, traces of earlier weather, ${years}, ` +
        `${forecast.members} members; ${calibrated}. Dotted: median; bands: 25–75 % and 5–95 %.`
    );
}

/** The dates that a map of a forecast is valid on, and when it was issued. */
export function validity(ahead: Ahead, lastLead: number): string {
    const span = ahead.lastLeadDays.indexOf(lastLead);
    const date = (lead: number): string => spoken(toDate(toDay(ahead.issueDate as string) + lead));
    const first = ahead.firstLeadDays[span];
    const days = first === lastLead ? date(lastLead) : `mean of ${date(first)} to ${date(lastLead)}`;
    return `${days}, forecast of ${spoken(ahead.issueDate as string)}`;
}

/** A day by its date, a span of days by both ends. */
function when(forecast: Forecast, span: number): string {
    const issued = toDay(forecast.issueDate);
    const day = (lead: number): string =>
        new Date(toDate(issued + lead) + "T00:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
    const [first, last] = [forecast.firstLeadDays[span], forecast.lastLeadDays[span]];
    return first === last ? `+${first} d, ${day(first)}` : `+${first} to ${last} d, mean of ${day(first)} – ${day(last)}`;
}

function row(forecast: Forecast, span: number): HTMLTableRowElement {
    const value = (column: string): number | null => forecast.values[column]?.[span] ?? null;
    const spread = (layer: string): Cell => ({
        column: `${layer}_q50`,
        text: (median) => `${median.toFixed(3)} (${value(`${layer}_q05`)?.toFixed(3)}–${value(`${layer}_q95`)?.toFixed(3)})`,
    });
    const cells: Cell[] = [
        spread("surface"),
        spread("rootzone"),
        { column: "rootzone_percentile", text: (percentile) => percentile.toFixed(0) },
        {
            column: "drought_class",
            text: (of) => {
                const probability = value("drought_probability");
                return className(of) + (probability === null ? "" : `, ${(100 * probability).toFixed(0)} %`);
            },
        },
    ];
    const made = element("tr");
    made.append(element("th", when(forecast, span), { scope: "row" }));
    for (const { column, text } of cells) {
        const known = value(column);
        made.append(
            element("td", known === null ? "–" : text(known), {
                "data-column": column,
                "data-lead": String(forecast.lastLeadDays[span]),
                "data-value": String(known),
            }),
        );
    }
    return made;
}

// Drought alerts: asked for, and in words.

import { ask } from "./api";
import { spoken } from "./dates";

export interface Alert {
    id: string;
    rule: string;
    cell?: string;
    area?: string;
    area_name?: string;
    /** drought or flash-drought. */
    kind: string;
    /** rootzone or surface. */
    variable: string;
    state: string;
    class: string;
    peak: string;
    percentile: number;
    probability: number;
    since: string;
    cleared_on: string | null;
    as_of: string;
    provisional: boolean;
    model_changed: boolean;
    short_climatology: boolean;
}

export interface Found {
    alerts: Alert[];
    /** How many there are in all. */
    matched: number;
}

const ITEMS = "/edr/collections/alerts/items";

/** Alerts that fit a filter of the API's parameters, the newest change first. */
export async function find(filter: Record<string, string>, limit: number): Promise<Found> {
    const query = new URLSearchParams({ ...filter, limit: String(limit) });
    const found = await (await ask(`${ITEMS}?${query}`)).json();
    return {
        alerts: found.features.map((feature: { id: string; properties: object }) => ({ id: feature.id, ...feature.properties })),
        matched: found.numberMatched,
    };
}

export function stands(alert: Alert): boolean {
    return alert.state === "raised" || alert.state === "updated";
}

/** Since when, until when, and what there is to know about it. */
export function lasted(alert: Alert): string {
    if (alert.state === "cancelled") {
        return `cancelled; was told of ${spoken(alert.since)}`;
    }
    return `since ${spoken(alert.since)}${alert.cleared_on ? ` to ${spoken(alert.cleared_on)}` : ""}`;
}

export function remarks(alert: Alert): string {
    return [
        alert.kind === "drought" ? "" : alert.kind.replaceAll("-", " "),
        alert.variable === "rootzone" ? "" : alert.variable === "surface" ? "top 5 cm" : alert.variable,
        alert.provisional ? "provisional" : "",
        alert.model_changed ? "the model version changed meanwhile" : "",
    ]
        .filter((remark) => remark !== "")
        .join("; ");
}

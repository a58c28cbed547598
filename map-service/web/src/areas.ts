// Named areas: where they are, and how dry they are day by day.

import { ask } from "./api";

type Ring = [number, number][];

export interface Area {
    id: string;
    name: string;
    cells: number;
    /** None of areas that were published without. */
    outline?: { type: "MultiPolygon"; coordinates: Ring[][] };
}

/** Shares of one area in the drought classes, fractions by date. */
export interface Shares {
    dates: string[];
    /** D0 to D4, each alone; null where nothing is known. */
    classes: Record<string, (number | null)[]>;
    /** What else there is to say of a date. */
    remark: (date: string) => string;
}

/** The server's most on a page of a list. */
const MOST = 10_000;
const COLLECTIONS = "/edr/collections";

/** All of them by name; none where statistics of areas were not asked for. */
export async function all(): Promise<Area[]> {
    const found = await (await ask(`${COLLECTIONS}/areas/items?limit=${MOST}`)).json();
    return found.features.map((feature: any) => ({
        id: feature.id,
        name: feature.properties.name,
        cells: feature.properties.cells,
        outline: feature.geometry ?? undefined,
    }));
}

/** Classes of the top metre, as statistics of areas have them. */
export async function shares(area: Area, from: string, to: string, names: string[]): Promise<Shares> {
    const query = new URLSearchParams({ area: area.id, datetime: `${from}/${to}`, limit: String(MOST) });
    const found = await (await ask(`${COLLECTIONS}/area-statistics/items?${query}`)).json();
    const days: Record<string, any>[] = found.features.map((feature: any) => feature.properties);
    const share = (percent: number | null): number | null => (percent === null ? null : percent / 100);
    return {
        dates: days.map((day) => day.date),
        classes: Object.fromEntries(
            names.map((name) => [name, days.map((day) => share(day[`rootzone_percent_${name.toLowerCase()}`]))]),
        ),
        remark: (date) => {
            const day = days.find((one) => one.date === date);
            return day && day.rootzone_dsci !== null
                ? `DSCI ${day.rootzone_dsci.toFixed(0)}, mean percentile ${day.rootzone_percentile.toFixed(0)}`
                : "";
        },
    };
}

/** West, south, east, north of an outline. */
export function box(area: Area): [number, number, number, number] | undefined {
    const corners = area.outline?.coordinates.flat(2) ?? [];
    if (corners.length === 0) {
        return undefined;
    }
    const [longitudes, latitudes] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
    return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

// What the server is asked, and how its answers look.

import { find as findAlerts, type Alert } from "./alerts";

export interface Column {
    name: string;
    title: string;
    unit: string;
    decimals: number;
    hasValues: boolean;
}

/** Cells lie in a rectangle of rows and columns of an EASE grid. */
export interface GridPlace {
    name: string;
    cellM: number;
    firstRow: number;
    firstColumn: number;
    height: number;
    width: number;
}

export interface Domain {
    domain: string;
    synthetic: boolean;
    dayDefinition: string;
    version: string;
    cells: number;
    firstDate?: string;
    lastDate?: string;
    box?: [number, number, number, number];
    grid?: GridPlace;
    columns: Column[];
}

/** Where the cells are, in the order of every array of values. */
export interface Cells {
    latitudes: Float32Array;
    longitudes: Float32Array;
    rows?: Uint16Array;
    columns?: Uint16Array;
}

export interface Series {
    cell: string;
    longitude: number;
    latitude: number;
    dates: string[];
    values: Map<string, (number | null)[]>;
    forecast?: Forecast;
    alerts: Alert[];
}

/** The newest forecast of a cell; arrays are by span of leads, a span being a day or the mean of several. */
export interface Forecast {
    issueDate: string;
    members: number;
    traceYears: number;
    surfaceCalibrated: boolean;
    firstLeadDays: number[];
    lastLeadDays: number[];
    values: Record<string, (number | null)[]>;
}

/** Which maps the newest forecast has. */
export interface Ahead {
    issueDate?: string;
    firstLeadDays: number[];
    lastLeadDays: number[];
    decimals: Record<string, number>;
}

export interface Feature {
    id: string;
    geometry: { coordinates: [number, number] };
    properties: Record<string, string | number | null>;
}

/** Droughts of one cell that are shown. */
const MOST_ALERTS = 50;
export const UNKNOWN = -2147483648;
export const COLLECTION = "/edr/collections/soil-moisture";

/** The server's own words on why it cannot answer. */
export class Refused extends Error {
    constructor(readonly status: number, reason: string) {
        super(reason);
    }
}

/** An answer, or the server's reason why there is none. */
export async function ask(path: string): Promise<Response> {
    const response = await fetch(path);
    if (!response.ok) {
        const body = await response.json().catch(() => ({}));
        throw new Refused(response.status, body.description ?? response.statusText);
    }
    return response;
}

export async function domain(): Promise<Domain> {
    return (await ask("/data/domain")).json();
}

export async function cells(domain: Domain): Promise<Cells> {
    const bytes = await (await ask("/data/cells")).arrayBuffer();
    const count = bytes.byteLength / (domain.grid ? 12 : 8);
    const cells: Cells = {
        latitudes: new Float32Array(bytes, 0, count),
        longitudes: new Float32Array(bytes, count * 4, count),
    };
    if (domain.grid) {
        cells.rows = new Uint16Array(bytes, count * 8, count);
        cells.columns = new Uint16Array(bytes, count * 10, count);
    }
    return cells;
}

/** One column on one date, in units of its last decimal. */
export async function day(column: string, date: string, within: number): Promise<Int32Array> {
    const query = within > 1 ? `?within=${within}` : "";
    return new Int32Array(await (await ask(`/data/days/${date}/${column}${query}`)).arrayBuffer());
}

/** The newest forecast as maps; without an issue date there is none. */
export async function ahead(): Promise<Ahead> {
    return { firstLeadDays: [], lastLeadDays: [], decimals: {}, ...(await (await ask("/data/ahead")).json()) };
}

/** One column of the newest forecast, in units of its last decimal. */
export async function dayAhead(ahead: Ahead, lastLead: number, column: string): Promise<Int32Array> {
    return new Int32Array(await (await ask(`/data/ahead/${ahead.issueDate}/${lastLead}/${column}`)).arrayBuffer());
}

export async function series(cell: string): Promise<Series> {
    const [found, forecast, { alerts }] = await Promise.all([
        ask(`${COLLECTION}/locations/${encodeURIComponent(cell)}`).then((answer) => answer.json()),
        newestForecast(cell),
        findAlerts({ cell }, MOST_ALERTS),
    ]);
    return { ...toSeries(found), forecast, alerts };
}

async function newestForecast(cell: string): Promise<Forecast | undefined> {
    const found = await (await ask(`/data/forecasts/${encodeURIComponent(cell)}`)).json();
    return found.issueDate ? found : undefined;
}

/** The cell of a place; as a feature it is there before its first result. */
export async function cellAt(longitude: number, latitude: number): Promise<string> {
    const place = `POINT(${longitude.toFixed(5)} ${latitude.toFixed(5)})`;
    const query = new URLSearchParams({ coords: place, "parameter-name": "surface_mean", datetime: "9999-12-31", f: "GeoJSON" });
    return (await (await ask(`${COLLECTION}/position?${query}`)).json()).features[0].properties.cell;
}

/** Cells whose names hold a text. */
export async function find(text: string, limit: number): Promise<Feature[]> {
    const query = new URLSearchParams({ q: text, limit: String(limit), "parameter-name": "surface_mean" });
    return (await (await ask(`${COLLECTION}/items?${query}`)).json()).features;
}

/** Names of the first cells, in the order of every array. */
export async function names(limit: number): Promise<string[]> {
    const query = new URLSearchParams({ limit: String(limit), "parameter-name": "surface_mean" });
    const found: Feature[] = (await (await ask(`${COLLECTION}/items?${query}`)).json()).features;
    return found.map((feature) => feature.id);
}

function toSeries(coverage: any): Series {
    const values = new Map<string, (number | null)[]>();
    for (const [name, range] of Object.entries<{ values: (number | null)[] }>(coverage.ranges)) {
        values.set(name, range.values);
    }
    return {
        cell: coverage.id,
        longitude: coverage.domain.axes.x.values[0],
        latitude: coverage.domain.axes.y.values[0],
        dates: coverage.domain.axes.t.values,
        values,
        alerts: [],
    };
}

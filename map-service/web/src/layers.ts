// What can be shown on the map, and which columns it takes.

import { AMOUNT, CHANGE, DROUGHT, DROUGHT_COLOUR_BLIND, MOISTURE, type Palette } from "./palettes";
import type { Column, Domain } from "./api";
import { toDate, toDay, waterYear } from "./dates";

export interface Layer {
    id: string;
    group: string;
    title: string;
    unit: string;
    column: string;
    /** Subtracted: another column of the date, or a column of the date that the change is counted from. */
    minus?: { column: string; since: (date: string) => string };
    /** The newest value of so many days. */
    within?: number;
    /** Not of a date but of the newest forecast: last day of the span of leads; its columns have other names. */
    ahead?: number;
    /** It is offered when all these have values. */
    needs: string[];
    lowest: number;
    highest: number;
    palette: Palette;
    colourBlind?: Palette;
    decimals: number;
    /** Names of the classes, from the lowest. */
    classes?: string[];
}

const MOISTURE_UNIT = "m³/m³";
const SURFACE = "top 5 cm";
const ROOT_ZONE = "top metre";
const CLASSES = ["W4", "W3", "W2", "W1", "W0", "N", "D0", "D1", "D2", "D3", "D4"];

/** From when on a change is counted. */
interface Since {
    id: string;
    when: string;
    date: (date: string) => string;
}

const WATER_YEAR: Since = { id: "water-year", when: "since the water year began (1 October)", date: waterYear };

function daysAgo(days: number, when = `in ${days} days`): Since {
    return { id: String(days), when, date: (date) => toDate(toDay(date) - days) };
}

function change(column: string, since: Since, where: string): Layer {
    return {
        id: `${column === "surface_mean" ? "surface" : "rootzone"}-change-${since.id}`,
        group: "Change",
        title: `Change ${since.when}, ${where}`,
        unit: MOISTURE_UNIT,
        column,
        minus: { column, since: since.date },
        needs: [column],
        lowest: -0.15,
        highest: 0.15,
        palette: CHANGE,
        decimals: 3,
    };
}

function percentileChange(since: Since): Layer {
    return {
        ...change("rootzone_percentile", since, ROOT_ZONE),
        id: `percentile-change-${since.id}`,
        title: `Change of the percentile ${since.when}, ${ROOT_ZONE}`,
        unit: "points",
        lowest: -60,
        highest: 60,
        decimals: 0,
    };
}

function moisture(id: string, title: string, column: string, group = "Soil moisture"): Layer {
    return {
        id,
        group,
        title,
        unit: MOISTURE_UNIT,
        column,
        needs: [column],
        lowest: 0.05,
        highest: 0.45,
        palette: MOISTURE,
        decimals: 3,
    };
}

function uncertainty(id: string, where: string, column: string): Layer {
    return {
        ...moisture(id, `Uncertainty (standard deviation), ${where}`, column, "How sure"),
        lowest: 0,
        highest: 0.08,
        palette: AMOUNT,
    };
}

function percentile(id: string, where: string, column: string): Layer {
    return {
        ...moisture(id, `Percentile among the years, ${where}`, column, "Drought"),
        unit: "percentile",
        lowest: 0,
        highest: 100,
        decimals: 0,
    };
}

/** Another layer's look, so many days after the newest forecast was issued; a span of days is their mean. */
function ahead(of: Layer, column: string, lead: number, when: string): Layer {
    return { ...of, id: `${of.id}-ahead-${lead}`, group: "Forecast", title: `${of.title}, ${when}`, column, ahead: lead };
}

const DROUGHT_CLASS: Layer = {
    id: "drought-class",
    group: "Drought",
    title: "Drought class",
    unit: "",
    column: "drought_class",
    needs: ["drought_class"],
    lowest: -5.5,
    highest: 5.5,
    palette: DROUGHT,
    colourBlind: DROUGHT_COLOUR_BLIND,
    decimals: 0,
    classes: CLASSES,
};
const PROBABILITY: Layer = {
    ...moisture("drought-probability", "Probability of this class or a drier one", "drought_probability", "Drought"),
    unit: "1",
    lowest: 0,
    highest: 1,
    palette: AMOUNT,
    decimals: 2,
};
const LEADS: [number, string][] = [
    [7, "7 days ahead"],
    [15, "15 days ahead"],
    [21, "week 3"],
    [28, "week 4"],
];

function forecasts(): Layer[] {
    return LEADS.flatMap(([lead, when]) => [
        ahead(DROUGHT_CLASS, "drought_class", lead, when),
        ahead(percentile("rootzone-percentile", ROOT_ZONE, "rootzone_percentile"), "rootzone_percentile", lead, when),
        ahead(moisture("surface", `Soil moisture, ${SURFACE}`, "surface_mean"), "surface_q50", lead, when),
    ]);
}

const ALL: Layer[] = [
    moisture("surface", `Soil moisture, ${SURFACE}`, "surface_mean"),
    moisture("rootzone", `Soil moisture, ${ROOT_ZONE}`, "rootzone_mean"),
    ...[daysAgo(7), daysAgo(30), WATER_YEAR].map((since) => change("surface_mean", since, SURFACE)),
    ...[daysAgo(7), daysAgo(30), WATER_YEAR].map((since) => change("rootzone_mean", since, ROOT_ZONE)),
    ...[daysAgo(7, "in a week"), daysAgo(28, "in 4 weeks"), daysAgo(84, "in 12 weeks"), WATER_YEAR].map(percentileChange),
    DROUGHT_CLASS,
    PROBABILITY,
    percentile("surface-percentile", SURFACE, "surface_percentile"),
    percentile("rootzone-percentile", ROOT_ZONE, "rootzone_percentile"),
    uncertainty("surface-sd", SURFACE, "surface_sd"),
    uncertainty("rootzone-sd", ROOT_ZONE, "rootzone_sd"),
    {
        ...change("soil_water_deficit", daysAgo(0), ROOT_ZONE),
        id: "soil-water-deficit",
        group: "Drought",
        title: `Soil water deficit index, ${ROOT_ZONE}`,
        unit: "",
        minus: undefined,
        needs: ["soil_water_deficit"],
        lowest: -10,
        highest: 10,
        decimals: 1,
    },
    {
        ...change("surface_mean", daysAgo(0), SURFACE),
        id: "increment",
        group: "Retrievals",
        title: `What the retrieval changed, ${SURFACE}`,
        minus: { column: "surface_forecast", since: (date) => date },
        needs: ["surface_mean", "surface_forecast", "surface_sd"],
        lowest: -0.06,
        highest: 0.06,
    },
    {
        ...change("increment_mm", daysAgo(0), ROOT_ZONE),
        id: "increment-mm",
        group: "Retrievals",
        title: "Water that the retrieval added, all layers",
        unit: "mm",
        minus: undefined,
        needs: ["increment_mm", "surface_sd"],
        lowest: -20,
        highest: 20,
        decimals: 1,
    },
    {
        ...moisture("retrieval", `Newest retrieval of 8 days, ${SURFACE}`, "observed", "Retrievals"),
        within: 8,
    },
    {
        ...change("innovation", daysAgo(0), SURFACE),
        id: "innovation",
        group: "Retrievals",
        title: `Retrieval minus model, ${SURFACE}, of 8 days`,
        minus: undefined,
        within: 8,
        needs: ["innovation"],
    },
];

/** The layers of which there are values; those of a forecast with its leads. */
export function offered(domain: Domain, leads: number[]): Layer[] {
    const known = new Set(domain.columns.filter((column) => column.hasValues).map((column) => column.name));
    const ahead = forecasts().filter((layer) => leads.includes(layer.ahead as number));
    return [...ALL, ...ahead].filter((layer) => layer.needs.every((column) => known.has(column)));
}

export function column(domain: Domain, name: string): Column {
    const found = domain.columns.find((candidate) => candidate.name === name);
    if (!found) {
        throw new Error(`no column ${name}`);
    }
    return found;
}

export function paletteOf(layer: Layer, colourBlind: boolean): Palette {
    return colourBlind && layer.colourBlind ? layer.colourBlind : layer.palette;
}

/** Name of a drought class. */
export function className(value: number): string {
    const name = CLASSES[Math.round(value) + 5] ?? String(value);
    return name === "N" ? "normal" : name;
}

/** A value with its unit; a dash where nothing is known. */
export function text(layer: Layer, value: number): string {
    if (Number.isNaN(value)) {
        return "–";
    }
    if (layer.classes) {
        return layer.classes[Math.round(value) + 5] ?? String(value);
    }
    const signed = layer.lowest < 0 && value > 0 ? "+" : "";
    const unit = layer.unit === "1" || layer.unit === "" ? "" : " " + layer.unit;
    return signed + value.toFixed(layer.decimals).replace("-", "−") + unit;
}

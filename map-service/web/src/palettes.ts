// Colours of values. All sequences but the Drought Monitor's can be told apart by colour-blind eyes.

/** Stops from the lowest to the highest value, as #rrggbb. */
export interface Palette {
    stops: string[];
    /** One colour a class instead of a course of colours. */
    discrete?: boolean;
}

/** From dry, brown, to wet, blue green (ColorBrewer's BrBG, ends darkened). */
export const MOISTURE: Palette = {
    stops: ["#6b3d06", "#a6691c", "#d3a65a", "#f0deb0", "#cfe9e0", "#7cc4b8", "#2f8f8b", "#0b5563", "#08304f"],
};

/** Little to much (viridis). */
export const AMOUNT: Palette = {
    stops: ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"],
};

/** Down, none, up. */
export const CHANGE: Palette = {
    stops: ["#7f3b08", "#b35806", "#e08214", "#fdb863", "#f4f1ea", "#abd9e9", "#5aa4cd", "#2d6bb0", "#1f3b82"],
};

const WET = ["#0a2f7a", "#2458a6", "#4c86c6", "#86b3dd", "#c3dcf0"];
const NORMAL = "#e9e9e4";

/** W4 to W0, normal, D0 to D4 in the Drought Monitor's colours. */
export const DROUGHT: Palette = {
    stops: [...WET, NORMAL, "#ffff00", "#fcd37f", "#ffaa00", "#e60000", "#730000"],
    discrete: true,
};

/** The same with drought from light to dark, of one hue after the other (magma). */
export const DROUGHT_COLOUR_BLIND: Palette = {
    stops: [...WET, NORMAL, "#fde7a9", "#feb078", "#e8596a", "#a3307e", "#3b0f5f"],
    discrete: true,
};

function channels(colour: string): [number, number, number] {
    const number = parseInt(colour.slice(1), 16);
    return [number >> 16, (number >> 8) & 255, number & 255];
}

/** Colour at a fraction of the way from the lowest to the highest value. */
export function colourAt(palette: Palette, fraction: number): [number, number, number] {
    const { stops, discrete } = palette;
    const within = Math.min(1, Math.max(0, fraction));
    if (discrete) {
        return channels(stops[Math.min(stops.length - 1, Math.floor(within * stops.length))]);
    }
    const place = within * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(place));
    const from = channels(stops[low]);
    const to = channels(stops[low + 1]);
    return from.map((value, i) => Math.round(value + (to[i] - value) * (place - low))) as [number, number, number];
}

/** The palette as a row of 256 RGBA texels. */
export function texels(palette: Palette): Uint8Array {
    const row = new Uint8Array(256 * 4);
    for (let i = 0; i < 256; i++) {
        row.set([...colourAt(palette, (i + 0.5) / 256), 255], i * 4);
    }
    return row;
}

/** As a background of CSS. */
export function gradient(palette: Palette): string {
    const count = palette.stops.length;
    const parts = palette.discrete
        ? palette.stops.flatMap((stop, i) => [`${stop} ${(i / count) * 100}%`, `${stop} ${((i + 1) / count) * 100}%`])
        : palette.stops;
    return `linear-gradient(to right, ${parts.join(", ")})`;
}

/** Black or white, whichever is read better on a colour. */
export function inkOn([red, green, blue]: [number, number, number]): string {
    const linear = [red, green, blue].map((value) => (value / 255) ** 2.2);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.22 ? "#101418" : "#ffffff";
}

// What was wrong with the data of a date, told where people look: of how many cells, and what was done about it.

import type { Domain } from "./api";
import type { Days } from "./days";
import type { Layer } from "./layers";
import { MOISTURE } from "./palettes";

/** A domain of more cells is not asked for its quality on every step. */
const MOST_CELLS = 300_000;

/** Bits of `quality` as the server's records have them. */
const FAULTS: [number, string][] = [
    [(1 << 0) | (1 << 1) | (1 << 9), "air temperature filled"],
    [1 << 2, "precipitation missing, taken as none"],
    [(1 << 3) | (1 << 4) | (1 << 10) | (1 << 11), "radiation or humidity filled"],
    [1 << 18, "retrieval refused: too far from the forecast"],
    [1 << 8, "retrieval refused: wetter than the soil can be"],
];

const QUALITY: Layer = {
    id: "quality",
    group: "",
    title: "",
    unit: "",
    column: "quality",
    needs: [],
    lowest: 0,
    highest: 1,
    palette: MOISTURE,
    decimals: 0,
};

export async function of(days: Days, domain: Domain, date: string): Promise<string> {
    if (domain.cells > MOST_CELLS) {
        return "";
    }
    const values = await days.values(QUALITY, date);
    const counts = FAULTS.map(() => 0);
    let known = 0;
    for (const value of values) {
        if (!Number.isNaN(value)) {
            known++;
            FAULTS.forEach(([bits], i) => (counts[i] += value & bits ? 1 : 0));
        }
    }
    const said = FAULTS.flatMap(([, what], i) => (counts[i] > 0 ? [`${what} in ${counts[i].toLocaleString("en")}`] : []));
    return said.length === 0 ? "" : `Data of this date: ${said.join("; ")} of ${known.toLocaleString("en")} cells.`;
}

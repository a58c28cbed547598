// A map of a forecast as CSV: the API has forecasts by cell, and the page has the values already.

import type { Ahead, Cells } from "./api";
import { toDate, toDay } from "./dates";
import type { Layer } from "./layers";

/** Rows of the cells in a box of west, south, east, north degrees. */
export function rows(cells: Cells, values: Float32Array, layer: Layer, ahead: Ahead, box: number[]): string {
    const span = ahead.lastLeadDays.indexOf(layer.ahead as number);
    const issued = ahead.issueDate as string;
    const days = [ahead.firstLeadDays[span], ahead.lastLeadDays[span]].map((lead) => toDate(toDay(issued) + lead));
    const decimals = ahead.decimals[layer.column];
    const [west, south, east, north] = box;
    const lines = [`longitude,latitude,issue_date,first_date,last_date,${layer.column}`];
    values.forEach((value, i) => {
        const [longitude, latitude] = [cells.longitudes[i], cells.latitudes[i]];
        if (longitude >= west && longitude <= east && latitude >= south && latitude <= north) {
            const known = Number.isNaN(value) ? "" : value.toFixed(decimals);
            lines.push([longitude.toFixed(5), latitude.toFixed(5), issued, ...days, known].join(","));
        }
    });
    return lines.join("\n") + "\n";
}

// The share of the area in view that is in drought: stacked by class through the year before the date shown.

import uPlot from "uplot";
import { ask } from "./api";
import { spoken, toDate, toDay } from "./dates";
import { byId, element } from "./dom";

interface Shares {
    cells: number;
    dates: string[];
    known: number[];
    [drought: string]: number | string[] | (number | null)[];
}

interface View {
    box: string;
    date: string;
    dark: boolean;
}

const DAYS = 365;
const DAY_S = 86_400;
const CLASSES: [string, string][] = [
    ["D4", "#730000"],
    ["D3", "#e60000"],
    ["D2", "#ffaa00"],
    ["D1", "#fcd37f"],
    ["D0", "#ffff00"],
];

export class AreaDialog {
    private readonly dialog = byId<HTMLDialogElement>("area");
    private plot?: uPlot;

    constructor(view: () => View, tell: (notice: string) => void) {
        byId("area-open").addEventListener("click", () => {
            this.show(view()).catch((reason: Error) => tell(reason.message));
        });
        byId("area-close").addEventListener("click", () => this.dialog.close());
        this.dialog.addEventListener("close", () => this.plot?.destroy());
    }

    private async show({ box, date, dark }: View): Promise<void> {
        const from = toDate(toDay(date) - DAYS);
        const query = new URLSearchParams({ bbox: box, datetime: `${from}/${date}` });
        const shares: Shares = await (await ask(`/data/shares?${query}`)).json();
        this.dialog.showModal();
        this.about(shares, date);
        this.draw(shares, dark);
    }

    /** Cumulative, as the Drought Monitor says it: D1 or drier has D2 to D4 in it. */
    private about(shares: Shares, date: string): void {
        const at = shares.dates.indexOf(date);
        const known = at >= 0 && shares.known[at] > 0;
        const cells = `${shares.cells.toLocaleString("en")} ${shares.cells === 1 ? "cell" : "cells"} in the map's view`;
        byId("area-about").textContent = known ? `${cells}, ${spoken(date)}` : `${cells}; no class is known on ${spoken(date)}`;
        let sum = 0;
        byId("area-rows").replaceChildren(
            ...CLASSES.map(([name]) => {
                const share = known ? ((shares[name] as (number | null)[])[at] ?? 0) : NaN;
                sum += share;
                const row = element("tr");
                const head = element("th", "", { scope: "row" });
                head.append(element("span", name, { class: `class ${name}` }));
                row.append(head, ...[share, sum].map((part) => element("td", percent(part), { "data-value": String(part) })));
                return row;
            }).reverse(),
        );
    }

    private draw(shares: Shares, dark: boolean): void {
        const ink = dark ? "#c9d1d8" : "#39434b";
        const lines = dark ? "#ffffff18" : "#00000014";
        const sums: (number | null)[][] = [];
        for (const [name] of CLASSES) {
            const below = sums[sums.length - 1];
            sums.push((shares[name] as (number | null)[]).map((share, i) => (share === null ? null : 100 * share + (below?.[i] ?? 0))));
        }
        const options: uPlot.Options = {
            width: byId("area-chart").clientWidth || 300,
            height: 220,
            legend: { show: false },
            cursor: { show: false },
            scales: { x: { time: true }, y: { range: [0, 100] } },
            // The widest area first: the others lie over it.
            series: [{}, ...[...CLASSES].reverse().map(([name, colour]) => ({ label: name, fill: colour, stroke: colour, width: 1, points: { show: false } }))],
            axes: [
                { stroke: ink, grid: { stroke: lines }, ticks: { stroke: lines } },
                { stroke: ink, grid: { stroke: lines }, ticks: { stroke: lines }, label: "% of the area", labelSize: 20, size: 46 },
            ],
            tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        };
        const days = shares.dates.map((day) => toDay(day) * DAY_S);
        byId("area-chart").replaceChildren();
        this.plot = new uPlot(options, [days, ...[...sums].reverse()] as uPlot.AlignedData, byId("area-chart"));
    }
}

function percent(part: number): string {
    return Number.isNaN(part) ? "–" : `${(100 * part).toFixed(1)} %`;
}

// How much of an area is in drought, a named one or what is in view: stacked by class through the year before the date shown.

import uPlot from "uplot";
import { ask } from "./api";
import * as areas from "./areas";
import type { Area, Shares } from "./areas";
import { spoken, toDate, toDay } from "./dates";
import { byId, element } from "./dom";

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
const NAMES = CLASSES.map(([name]) => name);

export class AreaDialog {
    private readonly dialog = byId<HTMLDialogElement>("area");
    private readonly choice = byId<HTMLSelectElement>("area-choice");
    private known: Area[] = [];
    private plot?: uPlot;

    constructor(
        private readonly view: () => View,
        private readonly tell: (notice: string) => void,
    ) {
        byId("area-open").addEventListener("click", () => this.open(this.choice.value, this.view().date));
        this.choice.addEventListener("change", () => this.open(this.choice.value, this.view().date));
        byId("area-close").addEventListener("click", () => this.dialog.close());
        this.dialog.addEventListener("close", () => this.plot?.destroy());
    }

    /** Offers areas beside what is in view. */
    offer(known: Area[]): void {
        this.known = known;
        const chosen = this.choice.value;
        this.choice.replaceChildren(
            element("option", "what the map shows", { value: "" }),
            ...known.map(({ id, name }) => element("option", name, { value: id })),
        );
        this.choice.value = known.some(({ id }) => id === chosen) ? chosen : "";
        byId("area-choose").hidden = known.length === 0;
    }

    /** Shows an area by its identifier, empty for what is in view. */
    open(id: string, date: string): void {
        this.choice.value = id;
        this.show(this.known.find((area) => area.id === id), { ...this.view(), date }).catch((reason: Error) => this.tell(reason.message));
    }

    private async show(area: Area | undefined, { box, date, dark }: View): Promise<void> {
        const from = toDate(toDay(date) - DAYS);
        const shares = area ? await areas.shares(area, from, date, NAMES) : await inView(box, from, date);
        if (!this.dialog.open) {
            this.dialog.showModal();
        }
        this.about(shares, area?.name, date);
        this.draw(shares, dark);
    }

    /** Cumulative, as the Drought Monitor says it: D1 or drier has D2 to D4 in it. */
    private about(shares: Shares, name: string | undefined, date: string): void {
        const at = shares.dates.indexOf(date);
        const known = at >= 0 && shares.classes.D0[at] !== null;
        const when = known ? spoken(date) : `no class is known on ${spoken(date)}`;
        byId("area-about").textContent = [name ?? "", shares.remark(date), when].filter((part) => part !== "").join(", ");
        let sum = 0;
        byId("area-rows").replaceChildren(
            ...NAMES.map((name) => {
                const share = known ? (shares.classes[name][at] ?? 0) : NaN;
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
        for (const name of NAMES) {
            const below = sums[sums.length - 1];
            sums.push(shares.classes[name].map((share, i) => (share === null ? null : 100 * share + (below?.[i] ?? 0))));
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
        this.plot?.destroy();
        byId("area-chart").replaceChildren();
        this.plot = new uPlot(options, [days, ...[...sums].reverse()] as uPlot.AlignedData, byId("area-chart"));
    }
}

/** Of the cells in view, which count alike. */
async function inView(box: string, from: string, to: string): Promise<Shares> {
    const query = new URLSearchParams({ bbox: box, datetime: `${from}/${to}` });
    const found = await (await ask(`/data/shares?${query}`)).json();
    return {
        dates: found.dates,
        classes: Object.fromEntries(NAMES.map((name) => [name, found[name]])),
        remark: () => `${found.cells.toLocaleString("en")} ${found.cells === 1 ? "cell" : "cells"}`,
    };
}

function percent(part: number): string {
    return Number.isNaN(part) ? "–" : `${(100 * part).toFixed(1)} %`;
}

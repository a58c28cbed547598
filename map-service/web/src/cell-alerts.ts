// The alerts of one cell: on the time axis of its charts, and as a list.

import type uPlot from "uplot";
import { lasted, remarks, stands, type Alert } from "./alerts";
import { toDay } from "./dates";
import { byId, element } from "./dom";

const DAY_S = 86_400;
const HEIGHT = 7;
const COLOURS: Record<string, string> = { D0: "#ffff00", D1: "#fcd37f", D2: "#ffaa00", D3: "#e60000", D4: "#730000" };

/** A bar along the top of a chart for each drought, in the colour of the driest class it had. */
export function draw(plot: uPlot, alerts: Alert[], ink: string): void {
    const { left, top, width } = plot.bbox;
    const { ctx } = plot;
    const within = (day: number): number => Math.min(left + width, Math.max(left, plot.valToPos(day * DAY_S, "x", true)));
    ctx.save();
    for (const alert of alerts.filter(({ state }) => state !== "cancelled")) {
        const from = within(toDay(alert.since));
        const to = within(toDay(alert.cleared_on ?? alert.as_of));
        if (to > from) {
            ctx.fillStyle = COLOURS[alert.peak];
            ctx.fillRect(from, top, to - from, HEIGHT * devicePixelRatio);
            ctx.strokeStyle = ink;
            ctx.lineWidth = devicePixelRatio;
            ctx.setLineDash(stands(alert) ? [3 * devicePixelRatio, 2 * devicePixelRatio] : []);
            ctx.strokeRect(from, top, to - from, HEIGHT * devicePixelRatio);
        }
    }
    ctx.restore();
}

/** The same in words. */
export function list(alerts: Alert[], pick: (date: string) => void): void {
    byId("cell-alerts").hidden = alerts.length === 0;
    byId("cell-alerts-rows").replaceChildren(
        ...alerts.map((alert) => {
            const item = element("li", "", { "data-alert": alert.id });
            const button = element("button", alert.class, { type: "button", class: `class ${alert.class}` });
            button.setAttribute("aria-label", `Alert ${alert.class}, show ${alert.as_of}`);
            button.addEventListener("click", () => pick(alert.as_of));
            const peak = alert.peak === alert.class ? "" : `peak ${alert.peak}, `;
            const more = remarks(alert);
            item.append(button, ` ${peak}${lasted(alert)}${stands(alert) ? ", stands" : ""}${more ? ` (${more})` : ""}`);
            return item;
        }),
    );
}

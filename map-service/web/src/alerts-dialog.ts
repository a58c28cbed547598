// The list of drought alerts; a click on one opens its cell or area on the day of its latest change.

import { find, lasted, remarks, type Alert } from "./alerts";
import { byId, element } from "./dom";

const MOST_ROWS = 200;
const CLASSES = ["D0", "D1", "D2", "D3", "D4"];

export class AlertsDialog {
    private readonly dialog = byId<HTMLDialogElement>("alerts");
    private readonly state = byId<HTMLSelectElement>("alerts-state");
    private readonly least = byId<HTMLSelectElement>("alerts-class");
    private readonly inView = byId<HTMLInputElement>("alerts-in-view");

    constructor(
        private readonly open: (cell: string, date: string) => void,
        private readonly openArea: (area: string, date: string) => void,
        private readonly view: () => string,
        private readonly tell: (notice: string) => void,
    ) {
        byId("alerts-open").addEventListener("click", () => this.show());
        byId("alerts-close").addEventListener("click", () => this.dialog.close());
        for (const control of [this.state, this.least, this.inView]) {
            control.addEventListener("change", () => this.fill().catch(this.failed));
        }
    }

    /** How many stand, on the button. */
    async count(): Promise<void> {
        const { matched } = await find({ state: "standing" }, 1);
        byId("alerts-open").textContent = matched === 0 ? "Alerts" : `Alerts (${matched.toLocaleString("en")})`;
        byId("alerts-open").dataset.standing = String(matched);
    }

    private readonly failed = (reason: Error): void => this.tell(reason.message);

    private show(): void {
        this.fill()
            .then(() => this.dialog.showModal())
            .catch(this.failed);
    }

    private async fill(): Promise<void> {
        const filter: Record<string, string> = { class: CLASSES.slice(CLASSES.indexOf(this.least.value)).join(",") };
        if (this.state.value) {
            filter.state = this.state.value;
        }
        if (this.inView.checked) {
            filter.bbox = this.view();
        }
        const { alerts, matched } = await find(filter, MOST_ROWS);
        const count = `${matched.toLocaleString("en")} ${matched === 1 ? "alert" : "alerts"}, the newest change first`;
        const cut = matched > alerts.length ? `; the first ${alerts.length} are shown` : "";
        const short = alerts.some((alert) => alert.short_climatology) ? "; percentiles are ranks among fewer than 30 years" : "";
        byId("alerts-about").textContent = count + cut + short;
        byId("alerts-rows").replaceChildren(...alerts.map((alert) => this.row(alert)));
    }

    private row(alert: Alert): HTMLTableRowElement {
        const row = element("tr", "", { "data-alert": alert.id });
        const head = element("th", "", { scope: "row" });
        const { cell, area } = alert;
        if (cell) {
            head.append(this.button(cell, `Cell ${cell} on ${alert.as_of}`, () => this.open(cell, alert.as_of)));
        } else if (area) {
            const name = alert.area_name || area;
            head.append(this.button(name, `Area ${name} on ${alert.as_of}`, () => this.openArea(area, alert.as_of)));
        } else {
            head.textContent = alert.rule;
        }
        const degree = element("td");
        degree.append(element("span", alert.class, { class: `class ${alert.class}` }), alert.peak === alert.class ? "" : ` peak ${alert.peak}`);
        row.append(
            head,
            degree,
            element("td", lasted(alert)),
            element("td", `${alert.state} ${alert.as_of}`, { class: "date" }),
            element("td", `${alert.percentile.toFixed(0)}, ${(100 * alert.probability).toFixed(0)} %`),
            element("td", remarks(alert)),
        );
        return row;
    }

    private button(text: string, label: string, open: () => void): HTMLButtonElement {
        const button = element("button", text, { type: "button", "aria-label": label });
        button.addEventListener("click", () => {
            this.dialog.close();
            open();
        });
        return button;
    }
}

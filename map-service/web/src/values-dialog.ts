// The same values as on the map, as a table: for keyboards and screen readers.

import * as api from "./api";
import { spoken } from "./dates";
import { byId, element } from "./dom";
import { text, type Layer } from "./layers";

const MOST_ROWS = 500;

export class ValuesDialog {
    private readonly dialog = byId<HTMLDialogElement>("values");
    private names?: string[];

    constructor(
        private readonly cells: api.Cells,
        private readonly open: (cell: string) => void,
        private readonly shown: () => { layer: Layer; date: string; values: Float32Array } | undefined,
    ) {
        byId("values-open").addEventListener("click", () => void this.show());
        byId("values-close").addEventListener("click", () => this.dialog.close());
    }

    private async show(): Promise<void> {
        const shown = this.shown();
        if (!shown) {
            return;
        }
        this.names ??= await api.names(MOST_ROWS);
        const { layer, date, values } = shown;
        byId("values-title").textContent = layer.title;
        byId("values-column").textContent = layer.unit && layer.unit !== "1" ? layer.unit : "Value";
        const all = values.length;
        const about = all > MOST_ROWS ? `; the first ${MOST_ROWS} of ${all} cells, the others by search or on the map` : "";
        byId("values-about").textContent = spoken(date) + about;
        byId("values-rows").replaceChildren(...this.names.map((name, i) => this.row(name, i, layer, values[i])));
        this.dialog.showModal();
    }

    private row(name: string, cell: number, layer: Layer, value: number): HTMLTableRowElement {
        const button = element("button", name, { type: "button", "aria-label": `Series of cell ${name}` });
        button.addEventListener("click", () => {
            this.dialog.close();
            this.open(name);
        });
        const head = element("th", "", { scope: "row" });
        head.append(button);
        const row = element("tr");
        const place = `${this.cells.latitudes[cell].toFixed(2)}, ${this.cells.longitudes[cell].toFixed(2)}`;
        row.append(head, element("td", place), element("td", text(layer, value).replace(` ${layer.unit}`, "")));
        return row;
    }
}

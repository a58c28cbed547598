// Where a value comes from: asked for when somebody wants to know.

import { ask } from "./api";
import { byId, element } from "./dom";

interface Fact {
    about: string;
    says: string;
}

export class Lineage {
    private readonly details = byId<HTMLDetailsElement>("lineage");
    private shown = { cell: "", date: "" };
    private turn = 0;

    constructor() {
        this.details.addEventListener("toggle", () => this.fill());
    }

    show(cell: string, date: string): void {
        this.shown = { cell, date };
        this.fill();
    }

    private fill(): void {
        if (!this.details.open) {
            return;
        }
        const turn = ++this.turn;
        const { cell, date } = this.shown;
        ask(`/data/explain/${encodeURIComponent(cell)}/${date}`)
            .then((answer) => answer.json())
            .then(({ facts }: { facts: Fact[] }) => facts)
            .catch((reason: Error): Fact[] => [{ about: "unknown", says: reason.message }])
            .then((facts) => {
                if (turn === this.turn) {
                    byId("lineage-facts").replaceChildren(
                        ...facts.flatMap(({ about, says }) => [element("dt", about), element("dd", says)]),
                    );
                }
            });
    }
}

// Finding a cell by its name or a place by its coordinates.

import * as api from "./api";
import { byId, element } from "./dom";

const MOST_FOUND = 8;
const COORDINATES = /^\s*([-−+]?\d{1,2}(?:\.\d+)?)\s*°?\s*[,; ]\s*([-−+]?\d{1,3}(?:\.\d+)?)\s*°?\s*$/;

/** Latitude and longitude, in this order; none when the text is something else. */
export function coordinates(text: string): [number, number] | undefined {
    const match = COORDINATES.exec(text);
    if (!match) {
        return undefined;
    }
    const [latitude, longitude] = match.slice(1, 3).map((number) => Number(number.replace("−", "-")));
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : undefined;
}

export class Search {
    private readonly field = byId<HTMLInputElement>("search-text");
    private readonly found = byId("search-found");

    constructor(
        private readonly open: (cell: string) => void,
        private readonly tell: (notice: string) => void,
    ) {
        byId("search").addEventListener("submit", (event) => {
            event.preventDefault();
            this.search(this.field.value.trim()).catch((reason: Error) => this.tell(reason.message));
        });
        byId("search").addEventListener("keydown", (event) => {
            if (event.key === "Escape") {
                this.found.hidden = true;
            }
        });
        document.addEventListener("click", (event) => {
            if (!byId("search").contains(event.target as Node)) {
                this.found.hidden = true;
            }
        });
    }

    private async search(text: string): Promise<void> {
        this.found.hidden = true;
        if (text === "") {
            return;
        }
        const place = coordinates(text);
        if (place) {
            this.open((await api.cellAt(place[1], place[0])).cell);
            return;
        }
        const features = await api.find(text, MOST_FOUND);
        const exact = features.find((feature) => feature.id === text);
        if (exact ?? features.length === 1) {
            this.open((exact ?? features[0]).id);
        } else if (features.length === 0) {
            this.tell(`No cell has “${text}” in its name.`);
        } else {
            this.offer(features);
        }
    }

    private offer(features: api.Feature[]): void {
        this.found.replaceChildren(
            ...features.map((feature) => {
                const [longitude, latitude] = feature.geometry.coordinates;
                const button = element("button", `${feature.id} (${latitude.toFixed(2)}, ${longitude.toFixed(2)})`, {
                    type: "button",
                });
                button.addEventListener("click", () => {
                    this.found.hidden = true;
                    this.open(feature.id);
                });
                const item = element("li");
                item.append(button);
                return item;
            }),
        );
        this.found.hidden = false;
        this.found.querySelector("button")?.focus();
    }
}

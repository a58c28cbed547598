// Finding a cell or an area by its name, or a place by its coordinates.

import * as api from "./api";
import type { Area } from "./areas";
import { byId, element } from "./dom";

interface Found {
    text: string;
    open: () => void;
}

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

    /** Areas that can be found. */
    areas: Area[] = [];

    constructor(
        private readonly open: (cell: string) => void,
        private readonly openArea: (area: Area) => void,
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
            this.open(await api.cellAt(place[1], place[0]));
            return;
        }
        const features = await api.find(text, MOST_FOUND);
        const part = text.toLowerCase();
        const areas = this.areas.filter(({ name }) => name.toLowerCase().includes(part)).slice(0, MOST_FOUND);
        const exact = features.find((feature) => feature.id === text);
        const exactArea = areas.find(({ name }) => name.toLowerCase() === part);
        const found = [...areas.map((area) => this.ofArea(area)), ...features.map((feature) => this.ofCell(feature))];
        if (exact) {
            this.open(exact.id);
        } else if (exactArea) {
            this.openArea(exactArea);
        } else if (found.length === 1) {
            found[0].open();
        } else if (found.length === 0) {
            this.tell(`No cell and no area has “${text}” in its name.`);
        } else {
            this.offer(found);
        }
    }

    private ofArea(area: Area): Found {
        return { text: `${area.name} (area)`, open: () => this.openArea(area) };
    }

    private ofCell({ id, geometry }: api.Feature): Found {
        const [longitude, latitude] = geometry.coordinates;
        return { text: `${id} (${latitude.toFixed(2)}, ${longitude.toFixed(2)})`, open: () => this.open(id) };
    }

    private offer(found: Found[]): void {
        this.found.replaceChildren(
            ...found.map(({ text, open }) => {
                const button = element("button", text, { type: "button" });
                button.addEventListener("click", () => {
                    this.found.hidden = true;
                    open();
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

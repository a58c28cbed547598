// What is looked at, kept in the address so that a link shows the same.

export interface View {
    layer: string;
    /** Empty: the newest. */
    date: string;
    cell: string;
    /** Date on the left side; empty when nothing is compared. */
    compare: string;
    /** Layer on the left side; empty: the same. */
    compareLayer: string;
    /** Border between the sides, fraction of the width. */
    split: number;
    colourBlind: boolean;
    /** Longitude, latitude, zoom; none: the whole domain. */
    place?: [number, number, number];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function fraction(text: string | null): number {
    const number = Number(text ?? 0.5);
    return number >= 0 && number <= 1 ? number : 0.5;
}

/** Takes an address that anybody may have written. */
export function read(hash: string): View {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    const date = given.get("date") ?? "";
    const compare = given.get("compare") ?? "";
    const place = (given.get("map") ?? "").split("/").map(Number);
    const isPlace =
        place.length === 3 &&
        Math.abs(place[0]) <= 180 &&
        Math.abs(place[1]) <= 85 &&
        place[2] >= 0 &&
        place[2] <= 22;
    return {
        layer: given.get("layer") ?? "surface",
        date: DATE.test(date) ? date : "",
        cell: given.get("cell") ?? "",
        compare: DATE.test(compare) ? compare : "",
        compareLayer: given.get("left") ?? "",
        split: fraction(given.get("split")),
        colourBlind: given.get("palette") === "colour-blind",
        place: isPlace ? (place as [number, number, number]) : undefined,
    };
}

export function write(view: View): string {
    const given = new URLSearchParams({ layer: view.layer });
    if (view.date) {
        given.set("date", view.date);
    }
    if (view.compare) {
        given.set("compare", view.compare);
        given.set("split", view.split.toFixed(3));
        if (view.compareLayer) {
            given.set("left", view.compareLayer);
        }
    }
    if (view.cell) {
        given.set("cell", view.cell);
    }
    if (view.colourBlind) {
        given.set("palette", "colour-blind");
    }
    if (view.place) {
        const [longitude, latitude, zoom] = view.place;
        given.set("map", `${longitude.toFixed(4)}/${latitude.toFixed(4)}/${zoom.toFixed(2)}`);
    }
    return "#" + given.toString().replaceAll("%2F", "/");
}

// Dates without time as the server writes them, and as numbers of days.

const DAY_MS = 86_400_000;

export function toDay(date: string): number {
    return Math.round(Date.parse(date + "T00:00:00Z") / DAY_MS);
}

export function toDate(day: number): string {
    return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The 1 October before a date or on it, when a hydrological year of the USA begins. */
export function waterYear(date: string): string {
    const year = Number(date.slice(0, 4));
    return `${date.slice(5) >= "10-01" ? year : year - 1}-10-01`.padStart(10, "0");
}

/** A date as people read it, for example Thu 31 December 2020. */
export function spoken(date: string): string {
    return new Date(date + "T00:00:00Z").toLocaleDateString("en-GB", {
        weekday: "short",
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: "UTC",
    });
}

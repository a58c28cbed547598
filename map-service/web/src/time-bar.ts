// Choosing a date: slider, steps, a field to type in, and play.

import { spoken, toDate, toDay } from "./dates";
import { byId, element } from "./dom";

const FRAME_MS = 120;

export class TimeBar {
    private readonly slider = byId<HTMLInputElement>("day");
    private readonly field = byId<HTMLInputElement>("date");
    private readonly play = byId<HTMLButtonElement>("play");
    private first = 0;
    private last = 0;
    private playing = false;

    /** @param change shows a date, and resolves when it is seen */
    constructor(private readonly change: (date: string) => Promise<void>) {
        this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
        this.field.addEventListener("change", () => {
            if (this.field.value) {
                this.go(toDay(this.field.value));
            }
        });
        byId("day-back").addEventListener("click", () => this.go(this.day - 1));
        byId("day-on").addEventListener("click", () => this.go(this.day + 1));
        this.play.addEventListener("click", () => this.toggle());
    }

    get day(): number {
        return Number(this.slider.value);
    }

    get lastDay(): number {
        return this.last;
    }

    setRange(firstDate: string, lastDate: string): void {
        this.first = toDay(firstDate);
        this.last = toDay(lastDate);
        const day = this.day;
        this.slider.min = String(this.first);
        this.slider.max = String(this.last);
        this.slider.value = String(day);
        this.field.min = firstDate;
        this.field.max = lastDate;
        this.drawTicks();
    }

    within(date: string): string {
        return toDate(Math.min(this.last, Math.max(this.first, toDay(date))));
    }

    /** Shows a date on the controls only. */
    set(date: string): void {
        this.slider.value = String(toDay(date));
        this.slider.setAttribute("aria-valuetext", spoken(date));
        this.field.value = date;
    }

    private go(day: number): Promise<void> {
        const date = this.within(toDate(day));
        this.set(date);
        return this.change(date);
    }

    private toggle(): void {
        this.playing = !this.playing;
        this.play.textContent = this.playing ? "❚❚" : "▶";
        this.play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
        if (this.playing) {
            void this.run(this.day >= this.last ? this.first : this.day);
        }
    }

    private async run(from: number): Promise<void> {
        for (let day = from; this.playing && day <= this.last; day++) {
            const due = new Promise((wake) => setTimeout(wake, FRAME_MS));
            await this.go(day);
            await due;
        }
        if (this.playing) {
            this.toggle();
        }
    }

    /** Years under the slider; months where the span is short. */
    private drawTicks(): void {
        const ticks = byId("ticks");
        ticks.replaceChildren();
        const span = Math.max(1, this.last - this.first);
        const monthly = span < 800;
        const step = monthly ? (span < 200 ? 1 : 3) : 12;
        const begin = new Date(toDate(this.first) + "T00:00:00Z");
        for (let month = begin.getUTCMonth() + 1; month < begin.getUTCMonth() + 600; month++) {
            const date = new Date(Date.UTC(begin.getUTCFullYear(), month, 1));
            const day = toDay(date.toISOString().slice(0, 10));
            if (day > this.last) {
                break;
            }
            if (date.getUTCMonth() % step === 0) {
                const isYear = date.getUTCMonth() === 0;
                const name = date.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" });
                const tick = element("span", isYear ? String(date.getUTCFullYear()) : name);
                tick.style.left = `${((day - this.first) / span) * 100}%`;
                ticks.append(tick);
            }
        }
    }
}

// The border between two dates or layers: dragged, or moved with the arrow keys.

import { byId } from "./dom";

export class Swipe {
    private readonly bar = byId("swipe");
    private readonly leftDate = byId("swipe-left");
    private readonly rightDate = byId("swipe-right");

    constructor(private readonly move: (fraction: number) => void) {
        this.bar.addEventListener("pointerdown", (event) => this.bar.setPointerCapture(event.pointerId));
        this.bar.addEventListener("pointermove", (event) => {
            if (this.bar.hasPointerCapture(event.pointerId)) {
                const area = byId("map").getBoundingClientRect();
                this.go((event.clientX - area.left) / area.width);
            }
        });
        this.bar.addEventListener("keydown", (event) => {
            const step = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 }[event.key];
            if (step !== undefined) {
                event.preventDefault();
                this.go(Number(this.bar.getAttribute("aria-valuenow")) / 100 + step);
            }
        });
    }

    show(fraction: number, left: string, right: string): void {
        for (const part of [this.bar, this.leftDate, this.rightDate]) {
            part.hidden = false;
        }
        this.leftDate.textContent = left;
        this.rightDate.textContent = right;
        this.place(fraction);
    }

    hide(): void {
        for (const part of [this.bar, this.leftDate, this.rightDate]) {
            part.hidden = true;
        }
    }

    private go(fraction: number): void {
        const within = Math.min(1, Math.max(0, fraction));
        this.place(within);
        this.move(within);
    }

    private place(fraction: number): void {
        const percent = `${fraction * 100}%`;
        this.bar.style.left = percent;
        this.leftDate.style.right = `calc(100% - ${percent} + 14px)`;
        this.rightDate.style.left = `calc(${percent} + 14px)`;
        this.bar.setAttribute("aria-valuenow", String(Math.round(fraction * 100)));
    }
}

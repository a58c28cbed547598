// Light, dark, or as the system has it.

import { byId } from "./dom";

const NAMES: Record<string, string> = { auto: "as the system has them", light: "light", dark: "dark" };
const SIGNS: Record<string, string> = { auto: "◐", light: "☀", dark: "☾" };

export class Theme {
    private readonly system = matchMedia("(prefers-color-scheme: dark)");
    private chosen = "auto";

    constructor(private readonly change: (dark: boolean) => void) {
        try {
            this.chosen = localStorage.getItem("theme") ?? "auto";
        } catch {
            // Without storage the choice lasts as long as the page.
        }
        byId("theme").addEventListener("click", () => {
            const order = Object.keys(NAMES);
            this.chosen = order[(order.indexOf(this.chosen) + 1) % order.length];
            try {
                localStorage.setItem("theme", this.chosen);
            } catch {
                // as above
            }
            this.apply();
            this.change(this.dark);
        });
        this.system.addEventListener("change", () => {
            this.apply();
            this.change(this.dark);
        });
        this.apply();
    }

    get dark(): boolean {
        return this.chosen === "dark" || (this.chosen !== "light" && this.system.matches);
    }

    private apply(): void {
        document.documentElement.dataset.theme = this.dark ? "dark" : "light";
        const button = byId("theme");
        button.textContent = SIGNS[this.chosen] ?? SIGNS.auto;
        button.setAttribute("aria-label", `Colours of the page: ${NAMES[this.chosen] ?? NAMES.auto}`);
        button.title = button.getAttribute("aria-label") ?? "";
    }
}

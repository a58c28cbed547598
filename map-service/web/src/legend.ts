// What the colours mean.

import { byId, element } from "./dom";
import type { Layer } from "./layers";
import { gradient, type Palette } from "./palettes";

const MARKS = 5;

export function draw(layer: Layer, palette: Palette): void {
    const bar = element("div", "", { class: "bar" });
    bar.style.background = gradient(palette);
    const marks = element("div", "", { class: "marks" });
    const count = layer.classes?.length ?? MARKS;
    for (let i = 0; i < count; i++) {
        const fraction = layer.classes ? (i + 0.5) / count : i / (count - 1);
        const value = layer.lowest + (layer.highest - layer.lowest) * fraction;
        const plus = layer.lowest < 0 && value > 1e-9 ? "+" : "";
        const decimals = layer.highest - layer.lowest > 1 ? 0 : 2;
        const name = layer.classes?.[i] ?? plus + value.toFixed(decimals).replace("-", "−").replace("−0.00", "0.00");
        const mark = element("span", name);
        mark.style.left = `${fraction * 100}%`;
        marks.append(mark);
    }
    const legend = byId("legend");
    legend.replaceChildren(bar, marks);
    const note = layer.classes ? "D dry, N normal, W wet" : layer.unit;
    if (note && note !== "1") {
        legend.append(element("p", note, { class: "unit" }));
    }
    legend.setAttribute("role", "img");
    legend.setAttribute("aria-label", `Colours from ${layer.lowest} to ${layer.highest} ${layer.unit}`);
}

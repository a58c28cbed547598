// What the colours mean.

import { byId, element } from "./dom";
import type { Layer } from "./layers";
import { gradient, type Palette } from "./palettes";

const MARKS = 5;

/** The legend of a layer, and under it that of the left side where it shows another. */
export function draw(layer: Layer, palette: Palette, left?: { layer: Layer; palette: Palette }): void {
    const legend = byId("legend");
    legend.replaceChildren(scale(layer, palette));
    const said = [`Colours from ${layer.lowest} to ${layer.highest} ${layer.unit}`];
    if (left) {
        legend.append(element("p", `Left side: ${left.layer.title}`, { class: "side" }), scale(left.layer, left.palette));
        said.push(`on the left side from ${left.layer.lowest} to ${left.layer.highest} ${left.layer.unit}`);
    }
    legend.setAttribute("role", "img");
    legend.setAttribute("aria-label", said.join(", "));
}

function scale(layer: Layer, palette: Palette): HTMLElement {
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
    const note = layer.classes ? "D dry, N normal, W wet" : layer.unit;
    const made = element("div", "", { class: "scale" });
    made.append(bar, marks, ...(note && note !== "1" ? [element("p", note, { class: "unit" })] : []));
    return made;
}

// The map as a picture with all that tells what it is.

import { save } from "./dom";
import { colourAt, type Palette } from "./palettes";
import type { Layer } from "./layers";

const HEAD = 64;
const FOOT = 58;

export interface Caption {
    title: string;
    date: string;
    /** The date as the file's name has it. */
    file: string;
    domain: string;
    layer: Layer;
    palette: Palette;
    dark: boolean;
    labels: Label[];
}

/** A text over the map, in pixels of the page. */
export interface Label {
    text: string;
    x: number;
    y: number;
    colour: string;
}

/** Saves the canvas of the map under a caption and over its legend. */
export function savePicture(map: HTMLCanvasElement, caption: Caption): void {
    const scale = devicePixelRatio;
    const canvas = document.createElement("canvas");
    canvas.width = map.width;
    canvas.height = map.height + (HEAD + FOOT) * scale;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const width = canvas.width / scale;
    const height = canvas.height / scale;
    const ink = caption.dark ? "#e8edf1" : "#1c2429";
    context.scale(scale, scale);
    context.fillStyle = caption.dark ? "#141b20" : "#ffffff";
    context.fillRect(0, 0, width, height);
    context.drawImage(map, 0, HEAD, width, map.height / scale);
    context.font = "600 12px system-ui, sans-serif";
    context.textAlign = "center";
    for (const { text, x, y, colour } of caption.labels) {
        context.fillStyle = colour || ink;
        context.fillText(text, x, y + HEAD + 4);
    }
    context.textAlign = "left";
    context.fillStyle = ink;
    context.font = "600 18px system-ui, sans-serif";
    context.fillText(caption.title, 16, 28, width - 32);
    context.font = "14px system-ui, sans-serif";
    context.fillText(`${caption.date} · ${caption.domain}`, 16, 50, width - 32);
    const bar = Math.min(360, width - 32);
    for (let x = 0; x < bar; x++) {
        context.fillStyle = `rgb(${colourAt(caption.palette, (x + 0.5) / bar).join(",")})`;
        context.fillRect(16 + x, height - FOOT + 12, 1.5, 14);
    }
    context.fillStyle = ink;
    context.font = "12px system-ui, sans-serif";
    const { layer } = caption;
    const count = layer.classes?.length ?? 5;
    for (let i = 0; i < count; i++) {
        const fraction = layer.classes ? (i + 0.5) / count : i / (count - 1);
        const value = layer.lowest + (layer.highest - layer.lowest) * fraction;
        const name = layer.classes?.[i] ?? value.toFixed(layer.highest - layer.lowest > 1 ? 0 : 2);
        context.textAlign = layer.classes ? "center" : i === 0 ? "left" : i === count - 1 ? "right" : "center";
        context.fillText(name, 16 + fraction * bar, height - FOOT + 42);
    }
    context.textAlign = "right";
    context.fillText(layer.unit === "1" ? "" : layer.unit, width - 16, height - FOOT + 24);
    context.fillText("soilcast", width - 16, height - FOOT + 42);
    canvas.toBlob((picture) => {
        if (picture) {
            save(`soilcast-${layer.id}-${caption.file}.png`, picture);
        }
    });
}

// Land, borders and states under and over the values, from files of this server.

import { type GeoJSONSource, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Area } from "./areas";

export interface Colours {
    water: string;
    land: string;
    border: string;
    ring: [number, number, number];
}

const LIGHT: Colours = { water: "#dfe7ec", land: "#f6f5f1", border: "#59656e", ring: [0.16, 0.2, 0.24] };
const DARK: Colours = { water: "#10161b", land: "#1d262d", border: "#8b98a3", ring: [0.92, 0.94, 0.96] };

export function colours(dark: boolean): Colours {
    return dark ? DARK : LIGHT;
}

type Named = Topology<Record<string, GeometryCollection>>;

function style(dark: boolean): StyleSpecification {
    const { water } = colours(dark);
    return {
        version: 8,
        sources: {},
        layers: [{ id: "water", type: "background", paint: { "background-color": water } }],
    };
}

export function create(container: HTMLElement, dark: boolean): MapLibre {
    setWorkerUrl(new URL("maplibre-gl-worker.js", location.href).href);
    const map = new MapLibre({
        container,
        style: style(dark),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        renderWorldCopies: false,
        minZoom: 0.5,
        maxZoom: 11,
        center: [-97, 39],
        zoom: 3,
        canvasContextAttributes: { antialias: false, preserveDrawingBuffer: true },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-right");
    return map;
}

/** Adds what has been fetched; the values come between land and borders. */
export async function addOutlines(map: MapLibre, dark: boolean): Promise<void> {
    const [countries, states]: Named[] = await Promise.all(
        ["countries.json", "states.json"].map(async (name) => (await fetch(name)).json()),
    );
    map.addSource("land", { type: "geojson", data: feature(countries, countries.objects.land) });
    map.addSource("countries", { type: "geojson", data: mesh(countries, countries.objects.countries) });
    map.addSource("states", {
        type: "geojson",
        data: mesh(states, states.objects.states, (a, b) => a !== b),
    });
    map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-antialias": false } });
    map.addLayer({
        id: "states",
        type: "line",
        source: "states",
        paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 1.2], "line-opacity": 0.55 },
    });
    map.addLayer({
        id: "countries",
        type: "line",
        source: "countries",
        paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.8], "line-opacity": 0.85 },
    });
    paint(map, dark);
}

/** Outlines of named areas, over all else; replaces those that are there. */
export function showAreas(map: MapLibre, areas: Area[], dark: boolean): void {
    const features = areas.flatMap(({ outline }) => (outline ? [{ type: "Feature" as const, properties: {}, geometry: outline }] : []));
    const data = { type: "FeatureCollection" as const, features };
    const known = map.getSource("areas") as GeoJSONSource | undefined;
    if (known) {
        known.setData(data);
    } else {
        map.addSource("areas", { type: "geojson", data });
        map.addLayer({ id: "areas", type: "line", source: "areas", paint: { "line-width": 1.5, "line-dasharray": [3, 2] } });
        paint(map, dark);
    }
}

export function paint(map: MapLibre, dark: boolean): void {
    const { water, land, border } = colours(dark);
    if (map.getLayer("areas")) {
        map.setPaintProperty("areas", "line-color", border);
    }
    map.setPaintProperty("water", "background-color", water);
    if (map.getLayer("land")) {
        map.setPaintProperty("land", "fill-color", land);
        map.setPaintProperty("states", "line-color", border);
        map.setPaintProperty("countries", "line-color", border);
    }
}

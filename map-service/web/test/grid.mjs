// Looks whether a grid's cells are drawn where they are and in the legend's colours: node grid.mjs URL
import assert from "node:assert/strict";
import { assertNoFaults, openPage, withBrowser } from "./browser.mjs";

const [url] = process.argv.slice(2);
const ZOOM = 6;
const LOWEST = 0.05;
const HIGHEST = 0.45;
const OPACITY = 0.92;

function mercator([longitude, latitude]) {
    const y = 0.5 - Math.atanh(Math.sin((latitude * Math.PI) / 180)) / (2 * Math.PI);
    return [(longitude + 180) / 360, y];
}

/** Colour of the legend's gradient at a fraction. */
function legendColour(stops, fraction) {
    const place = Math.min(0.99999, Math.max(0, fraction)) * (stops.length - 1);
    const low = Math.floor(place);
    return stops[low].map((channel, i) => channel + (stops[low + 1][i] - channel) * (place - low));
}

await withBrowser(async (browser) => {
    const domain = await (await fetch(new URL("/data/domain", url))).json();
    const [west, south, east, north] = domain.box;
    const centre = [(west + east) / 2, (south + north) / 2];
    const address = `${url}#map=${centre[0].toFixed(4)}/${centre[1].toFixed(4)}/${ZOOM}`;
    const { page, faults } = await openPage(browser, address);
    const gradient = await page.locator("#legend .bar").evaluate((bar) => bar.style.backgroundImage);
    const stops = [...gradient.matchAll(/rgb\((\d+), (\d+), (\d+)\)/g)].map((match) => match.slice(1).map(Number));
    assert.ok(stops.length > 4, gradient);

    const cube = await (await fetch(
        new URL("/edr/collections/soil-moisture/cube?bbox=-180,-90,180,90&parameter-name=surface_mean", url))).json();
    const { x, y } = cube.domain.axes;
    const values = cube.ranges.surface_mean.values;
    const step = [x.values[1] - x.values[0], y.values[1] - y.values[0]];
    const spots = [];
    for (let place = 0; place < values.length; place++) {
        const [row, column] = [Math.floor(place / x.values.length), place % x.values.length];
        for (const [across, down] of [[0, 0], [-0.42, -0.42], [0.42, -0.42], [-0.42, 0.42], [0.42, 0.42]]) {
            const spot = mercator([x.values[column] + across * step[0], y.values[row] + down * step[1]]);
            spots.push({ value: values[place], place: `${place} at ${across}, ${down}`, spot });
        }
    }
    const origin = mercator(centre.map((degrees) => Number(degrees.toFixed(4))));
    const pixels = await page.evaluate(({ spots, origin, zoom }) => {
        const map = document.querySelector("canvas.maplibregl-canvas");
        const flat = new OffscreenCanvas(map.width, map.height).getContext("2d", { willReadFrequently: true });
        flat.drawImage(map, 0, 0);
        const scale = (512 * 2 ** zoom * map.width) / map.clientWidth;
        return spots.map(([x, y]) => [...flat.getImageData(
            Math.floor(map.width / 2 + (x - origin[0]) * scale), Math.floor(map.height / 2 + (y - origin[1]) * scale), 1, 1).data]);
    }, { spots: spots.map(({ spot }) => spot), origin, zoom: ZOOM });
    const empty = pixels[spots.findIndex(({ value }) => value === null)];
    let seen = 0;
    spots.forEach(({ value, place }, i) => {
        const colour = value === null ? empty : legendColour(stops, (value - LOWEST) / (HIGHEST - LOWEST))
            .map((channel, k) => channel * OPACITY + empty[k] * (1 - OPACITY));
        const off = Math.max(...[0, 1, 2].map((k) => Math.abs(pixels[i][k] - colour[k])));
        seen += off <= 8 ? 1 : 0;
        assert.ok(off <= 8 || crossesABorder(pixels[i]), `cell ${place}: expected ${colour}, found ${pixels[i]}`);
    });
    assert.ok(seen >= 0.9 * spots.length, `${seen} of ${spots.length} spots have their colour`);
    assertNoFaults(faults);

    /** States' borders are drawn over the grid, in a grey. */
    function crossesABorder([red, green, blue]) {
        return Math.max(red, green, blue) - Math.min(red, green, blue) < 40;
    }
});

// Drives the page over a run of stations: node sample.mjs URL EXPECTED FOLDER
// EXPECTED, JSON: cell, date, surfaceMean as the export of the same run has them, lastDate, and of the forecast issueDate, and
// medians of a lead. FOLDER takes screenshots.
import assert from "node:assert/strict";
import { readFile, mkdir } from "node:fs/promises";
import { accessible } from "./accessible.mjs";
import { assertNoFaults, openPage, withBrowser } from "./browser.mjs";

const [url, given, folder] = process.argv.slice(2);
const expected = JSON.parse(given);
await mkdir(folder, { recursive: true });

const drawn = (page) => page.getAttribute("html", "data-drawn");
const awaitDrawn = (page, text) => page.waitForSelector(`html[data-drawn="${text}"]`);
const value = (page, column) => page.getAttribute(`dd[data-column="${column}"]`, "data-value");

async function slides(page) {
    assert.equal(await drawn(page), `surface ${expected.lastDate}`, "the newest date comes first");
    await page.focus("#day");
    await page.keyboard.press("ArrowLeft");
    const before = new Date(Date.parse(expected.lastDate) - 86_400_000).toISOString().slice(0, 10);
    await awaitDrawn(page, `surface ${before}`);
    await page.fill("#date", expected.date);
    await awaitDrawn(page, `surface ${expected.date}`);
}

/** The label of a station lies where its circle is. */
async function clicksTheStation(page) {
    const names = await page.evaluate(async () =>
        (await (await fetch("/edr/collections/soil-moisture/items")).json()).features.map((feature) => feature.id));
    const label = page.locator(".labels span").nth(names.indexOf(expected.cell));
    const box = await label.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector("#cell:not([hidden])");
    assert.match(await page.textContent("#cell-title"), new RegExp(expected.cell));
    assert.equal(Number(await value(page, "surface_mean")), Number(expected.surfaceMean), "the export's number");
    assert.ok(await page.locator("#chart canvas").isVisible(), "a series");
}

/** By keyboard: the table of leads is behind a summary. */
async function opensTheForecast(page) {
    const { forecast } = expected;
    await page.focus("#forecast-values summary");
    await page.keyboard.press("Enter");
    const cell = (column) => page.locator(`#forecast-rows td[data-lead="${forecast.lead}"][data-column="${column}"]`);
    for (const column of ["surface_q50", "rootzone_q50"]) {
        assert.ok(await cell(column).isVisible(), column);
        assert.equal(Number(await cell(column).getAttribute("data-value")), Number(forecast[column]), "the export's number");
        assert.ok((await cell(column).textContent()).startsWith(Number(forecast[column]).toFixed(3)), column);
    }
    const issued = new Date(forecast.issueDate).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    assert.match(await page.textContent("#forecast-about"), new RegExp(`issued .*${issued}, traces of earlier weather, \\d+ years?,`));
    assert.match(await page.textContent("#forecast-about"), /calibrated/);
    const legend = await page.locator("#chart .u-series.forecast").allTextContents();
    assert.equal(legend.length, 2, `${legend}`);
    await page.keyboard.press("Enter");
    await cell("surface_q50").waitFor({ state: "hidden" });
}

async function keepsTheViewInTheAddress(browser, page) {
    await page.selectOption("#layer", "rootzone");
    await awaitDrawn(page, `rootzone ${expected.date}`);
    const { page: other, faults, close } = await openPage(browser, page.url());
    assert.equal(await drawn(other), `rootzone ${expected.date}`);
    assert.equal(Number(await value(other, "surface_mean")), Number(expected.surfaceMean));
    assertNoFaults(faults);
    await close();
}

async function comparesDates(page) {
    await page.click("#compare-toggle");
    await page.fill("#compare-date", expected.lastDate);
    await page.waitForSelector("#swipe:not([hidden])");
    await page.focus("#swipe");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.getAttribute("#swipe", "aria-valuenow"), "52");
    assert.match(page.url(), /compare=/);
    await page.click("#compare-toggle");
    await page.waitForSelector("#swipe", { state: "hidden" });
}

/** Another layer on the left side: its colours stand in the legend, and the address keeps it. */
async function comparesLayers(browser, page) {
    await page.click("#compare-toggle");
    await page.selectOption("#compare-layer", "drought-class");
    await page.fill("#compare-date", expected.date);
    await page.waitForFunction(() => document.querySelector("#legend").textContent.includes("Left side: Drought class"));
    assert.match(await page.textContent("#swipe-left"), /^Drought class, /);
    assert.match(page.url(), /left=drought-class/);
    const { page: other, faults, close } = await openPage(browser, page.url());
    await other.waitForFunction(() => document.querySelector("#legend").textContent.includes("Left side: Drought class"));
    assertNoFaults(faults);
    await close();
    await page.selectOption("#compare-layer", "surface");
    await page.click("#compare-toggle");
    await page.waitForSelector("#swipe", { state: "hidden" });
}

async function showsForecastMaps(page) {
    await page.selectOption("#layer", "surface-ahead-7");
    await awaitDrawn(page, `surface-ahead-7 ${expected.date}`);
    const { forecast } = expected;
    assert.equal(forecast.lead, 7);
    const said = (date) => new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const valid = said(Date.parse(forecast.issueDate) + 7 * 86_400_000);
    assert.match(await page.textContent("#shown-date"), new RegExp(`${valid}, forecast of .*${said(forecast.issueDate)}`));
    await page.click("#values-open");
    const row = page.locator("#values-rows tr").filter({ hasText: expected.cell });
    assert.equal(await row.locator("td").last().textContent(), Number(forecast.surface_q50).toFixed(3), "the export's number");
    await page.click("#values-close");
    const [table] = await Promise.all([page.waitForEvent("download"), page.click("#save-csv")]);
    const csv = await readFile(await table.path(), "utf8");
    const place = `${expected.longitude.toFixed(5)},${expected.latitude.toFixed(5)},${forecast.issueDate},`;
    const line = csv.split("\n").find((text) => text.startsWith(place));
    assert.equal(Number(line?.split(",").at(-1)), Number(forecast.surface_q50), csv);
    await page.selectOption("#layer", "rootzone");
    await awaitDrawn(page, `rootzone ${expected.date}`);
}

/** All alerts of the API are in the list; one of a cell leads to its series, where it stands again. */
async function followsAnAlert(page) {
    const all = await page.evaluate(async () => (await fetch("/edr/collections/alerts/items?limit=10000")).json());
    await page.click("#alerts-open");
    await page.selectOption("#alerts-state", "");
    await page.waitForFunction((count) => document.querySelector("#alerts-about").textContent.startsWith(`${count} alert`),
        all.numberMatched.toLocaleString("en"));
    await accessible(page, "the alerts");
    await page.screenshot({ path: `${folder}/alerts.png` });
    assert.ok(all.numberMatched > 0, "the run has alerts");
    const alert = all.features.find(({ properties }) => properties.cell && properties.state !== "cancelled") ?? all.features[0];
    await page.click(`#alerts-rows tr[data-alert="${alert.id}"] button`);
    await page.waitForFunction((cell) => document.querySelector("#cell-title").textContent.includes(cell), alert.properties.cell);
    await awaitDrawn(page, `surface ${alert.properties.as_of}`);
    const listed = page.locator(`#cell-alerts-rows li[data-alert="${alert.id}"]`);
    assert.match(await listed.textContent(), new RegExp(alert.properties.class));
    await accessible(page, "a cell with alerts");
    await page.screenshot({ path: `${folder}/alert.png` });
    await page.fill("#date", expected.date);
    await awaitDrawn(page, `surface ${expected.date}`);
}

async function tellsTheModels(page) {
    await page.click("#models-open");
    const version = page.locator("#models-rows section").first();
    assert.match(await version.textContent(), /^Version 1 in force from \d{4}-\d{2}-\d{2}/);
    assert.match(await version.textContent(), /SHA-256/);
    await accessible(page, "the models");
    await page.screenshot({ path: `${folder}/models.png` });
    await page.click("#models-close");
}

async function explainsAValue(page) {
    await page.focus("#lineage summary");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#lineage-facts").textContent.includes("version 1"));
    assert.match(await page.textContent("#lineage-facts"), new RegExp(`analysistop 5 cm ${Number(expected.surfaceMean).toFixed(4)} m3/m3`));
    await page.locator("#lineage").scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${folder}/lineage.png` });
    await page.keyboard.press("Enter");
}

/** Shares that are counted once more from the cells that the API has in the same box. */
async function tellsTheShares(page) {
    const [asked] = await Promise.all([page.waitForRequest(/data.shares/), page.click("#area-open")]);
    await page.waitForSelector("#area-chart canvas");
    const shown = await page.locator("#area-rows tr").evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.dataset.value))));
    const query = new URLSearchParams({
        bbox: new URL(asked.url()).searchParams.get("bbox"),
        datetime: expected.date,
        "parameter-name": "drought_class",
    });
    const { features } = await page.evaluate(async (query) =>
        (await fetch(`/edr/collections/soil-moisture/items?${query}`)).json(), query.toString());
    const known = features.map(({ properties }) => properties.drought_class).filter((value) => value !== null);
    assert.ok(known.length > 0, "classes are known");
    shown.forEach(([inIt, orDrier], i) => {
        assert.ok(Math.abs(inIt - known.filter((value) => value === i + 1).length / known.length) < 1e-9, `D${i}: ${inIt}`);
        assert.ok(Math.abs(orDrier - known.filter((value) => value > i).length / known.length) < 1e-9, `D${i} or drier: ${orDrier}`);
    });
    await accessible(page, "the shares");
    await page.screenshot({ path: `${folder}/area.png` });
    await page.click("#area-close");
}

async function plays(page) {
    await page.click("#play");
    await page.waitForFunction((begin) => document.documentElement.dataset.drawn > begin + "", `rootzone ${expected.date}`);
    await page.click("#play");
    await page.fill("#date", expected.date);
    await awaitDrawn(page, `rootzone ${expected.date}`);
}

async function drawsEveryLayer(page) {
    const layers = await page.locator("#layer option").evaluateAll((options) => options.map((option) => option.value));
    assert.ok(layers.length >= 6, `layers: ${layers}`);
    for (const layer of layers) {
        await page.selectOption("#layer", layer);
        await awaitDrawn(page, `${layer} ${expected.date}`);
    }
    await page.selectOption("#layer", "surface");
    await awaitDrawn(page, `surface ${expected.date}`);
    return layers;
}

async function finds(page) {
    await page.click("#cell-close");
    await page.waitForSelector("#cell", { state: "hidden" });
    for (const text of [expected.cell, `${expected.latitude}, ${expected.longitude}`]) {
        await page.fill("#search-text", text);
        await page.click("#search button");
        await page.waitForSelector("#cell:not([hidden])");
        assert.match(await page.textContent("#cell-title"), new RegExp(expected.cell), `found by ${text}`);
        await page.click("#cell-close");
        await page.waitForSelector("#cell", { state: "hidden" });
    }
    await page.fill("#search-text", "no such cell");
    await page.click("#search button");
    await page.waitForFunction(() => document.querySelector("#notice").textContent.includes("no such cell"));
}

async function givesFiles(page) {
    const [picture] = await Promise.all([page.waitForEvent("download"), page.click("#save-png")]);
    assert.match(picture.suggestedFilename(), /^soilcast-surface-.*\.png$/);
    const png = await readFile(await picture.path());
    assert.ok(png.subarray(1, 4).toString() === "PNG" && png.length > 10_000, "a picture");
    await picture.saveAs(`${folder}/saved.png`);
    const [table] = await Promise.all([page.waitForEvent("download"), page.click("#save-csv")]);
    const csv = await readFile(await table.path(), "utf8");
    assert.ok(csv.split("\n").some((row) => row.startsWith(`${expected.cell},`) && row.endsWith(expected.surfaceMean)), csv);
}

async function listsValues(page) {
    await page.click("#values-open");
    const row = page.locator("#values-rows tr").filter({ hasText: expected.cell });
    assert.equal(await row.locator("td").last().textContent(), Number(expected.surfaceMean).toFixed(3));
    await accessible(page, "the table");
    await row.locator("button").click();
    await page.waitForSelector("#cell:not([hidden])");
}

async function photographs(browser) {
    for (const [width, height] of [[1400, 900], [820, 1100], [390, 844]]) {
        for (const [name, cell] of [["map", ""], ["cell", `&cell=${expected.cell}`]]) {
            const address = `${url}#layer=surface&date=${expected.date}${cell}`;
            const options = { viewport: { width, height }, colorScheme: "light" };
            const { page, faults, close } = await openPage(browser, address, options);
            for (const colorScheme of ["light", "dark"]) {
                await page.emulateMedia({ colorScheme });
                await page.waitForSelector(`html[data-theme=${colorScheme}]`);
                await accessible(page, `${name} at ${width} px, ${colorScheme}`);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
                assert.equal(wide, false, `nothing sticks out at ${width} px`);
                await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
                if (cell) {
                    await page.locator("#forecast-values").evaluate((details) => (details.open = true));
                    await page.locator("#forecast").scrollIntoViewIfNeeded();
                    await accessible(page, `forecast at ${width} px, ${colorScheme}`);
                    await page.screenshot({ path: `${folder}/forecast-${width}-${colorScheme}.png` });
                    await page.locator("#forecast-values").evaluate((details) => (details.open = false));
                }
            }
            assertNoFaults(faults);
            await close();
        }
    }
}

await withBrowser(async (browser) => {
    const began = performance.now();
    const { page, faults, close } = await openPage(browser, url, { acceptDownloads: true });
    const ready = performance.now();
    await slides(page);
    await clicksTheStation(page);
    await opensTheForecast(page);
    await keepsTheViewInTheAddress(browser, page);
    await explainsAValue(page);
    await comparesDates(page);
    await comparesLayers(browser, page);
    await showsForecastMaps(page);
    await tellsTheShares(page);
    await tellsTheModels(page);
    await plays(page);
    const layers = await drawsEveryLayer(page);
    await finds(page);
    await givesFiles(page);
    await listsValues(page);
    await followsAnAlert(page);
    assertNoFaults(faults);
    await close();
    await photographs(browser);
    console.log(`page shown in ${Math.round(ready - began)} ms; layers: ${layers.join(", ")}`);
});

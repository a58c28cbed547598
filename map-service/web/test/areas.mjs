// Looks whether named areas, their alerts, and decisions on models are shown as the API has them: node areas.mjs URL FOLDER
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { accessible } from "./accessible.mjs";
import { assertNoFaults, openPage, withBrowser } from "./browser.mjs";

const [url, folder] = process.argv.slice(2);
await mkdir(folder, { recursive: true });

const get = async (path) => (await fetch(new URL(path, url))).json();
const areas = (await get("/edr/collections/areas/items")).features;
const area = areas.find(({ properties }) => properties.rootzone_percent_d0 !== undefined);
const alert = (await get("/edr/collections/alerts/items")).features.find(({ properties }) => properties.area === area.id);
const decisions = (await get("/edr/collections/decisions/items")).features;

/** The table is the API's newest day; the chart is there. */
async function tellsAnArea(page) {
    await page.waitForSelector("#area[open] #area-chart canvas");
    assert.equal(await page.inputValue("#area-choice"), area.id);
    const shown = await page.locator("#area-rows tr").evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.dataset.value))));
    const percent = [0, 1, 2, 3, 4].map((i) => area.properties[`rootzone_percent_d${i}`]);
    shown.forEach(([inIt, orDrier], i) => {
        assert.ok(Math.abs(100 * inIt - percent[i]) < 1e-9, `D${i}: ${inIt}`);
        assert.ok(Math.abs(100 * orDrier - percent.slice(i).reduce((a, b) => a + b)) < 1e-6, `D${i} or drier: ${orDrier}`);
    });
    assert.match(await page.textContent("#area-about"), new RegExp(`^${area.properties.name}, DSCI ${area.properties.rootzone_dsci.toFixed(0)}, `));
    await accessible(page, "an area");
}

async function findsAnArea(page) {
    const { name } = area.properties;
    await page.fill("#search-text", name.slice(0, 5).toLowerCase());
    await page.click("#search button");
    await tellsAnArea(page);
    await page.screenshot({ path: `${folder}/area-named-${page.viewportSize().width}.png` });
    await page.selectOption("#area-choice", "");
    await page.waitForFunction(() => /^\d+ cells?, /.test(document.querySelector("#area-about").textContent));
    await page.click("#area-close");
    await page.screenshot({ path: `${folder}/area-outline-${page.viewportSize().width}.png` });
    await page.fill("#search-text", "nowhere at all");
    await page.click("#search button");
    await page.waitForFunction(() => document.querySelector("#notice").textContent.includes("No cell and no area"));
}

async function followsAnAlertOfIt(page) {
    await page.click("#alerts-open");
    await page.selectOption("#alerts-state", "");
    const row = page.locator(`#alerts-rows tr[data-alert="${alert.id}"]`);
    await row.waitFor();
    assert.match(await row.textContent(), new RegExp(area.properties.name));
    await accessible(page, "alerts of areas");
    await page.screenshot({ path: `${folder}/area-alerts-${page.viewportSize().width}.png` });
    await row.locator("button").click();
    await page.waitForSelector("#area[open] #area-chart");
    assert.match(await page.textContent("#area-about"), new RegExp(area.properties.name));
    await page.click("#area-close");
}

async function tellsWhyModelsWereReplaced(page) {
    await page.click("#models-open");
    await page.waitForSelector("#decisions:not([hidden])");
    const shown = await page.locator("#decisions details").evaluateAll((all) => all.map((one) => one.dataset.decision));
    assert.deepEqual(shown, decisions.map(({ id }) => id));
    const first = page.locator("#decisions details").first();
    await first.locator("summary").click();
    const { reason, findings } = decisions[0].properties;
    const text = await first.textContent();
    assert.ok(text.includes(reason) && text.includes(findings[0].detail), text);
    await accessible(page, "decisions");
    await page.screenshot({ path: `${folder}/decisions-${page.viewportSize().width}.png` });
    await page.click("#models-close");
}

await withBrowser(async (browser) => {
    assert.ok(area && alert && decisions.length > 0, "the store has what is looked for");
    for (const [width, height] of [[1400, 850], [390, 844]]) {
        const { page, faults, close } = await openPage(browser, url, { viewport: { width, height } });
        await findsAnArea(page);
        await followsAnAlertOfIt(page);
        await tellsWhyModelsWereReplaced(page);
        assertNoFaults(faults);
        await close();
    }
});

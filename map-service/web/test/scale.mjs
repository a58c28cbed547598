// Times the page over a store of any size: node scale.mjs URL. Prints, asserts nothing: it depends on the machine.
import { openPage, withBrowser } from "./browser.mjs";

const [url] = process.argv.slice(2);
const DATES = 12;

const drawn = (page, text) => page.waitForSelector(`html[data-drawn="${text}"]`, { timeout: 120_000 });

async function scriptSeconds(devtools) {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "ScriptDuration").value;
}

/** Goes to a date by the slider, as a user does; milliseconds until it is drawn, and of script until the frame after. */
async function slide(page, devtools, day) {
    const script = await scriptSeconds(devtools);
    const took = await page.evaluate(async (day) => {
        const slider = document.getElementById("day");
        const begin = performance.now();
        slider.value = String(day);
        slider.dispatchEvent(new Event("input"));
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        while (!document.documentElement.dataset.drawn.endsWith(date)) {
            await new Promise((wake) => setTimeout(wake));
        }
        const shown = performance.now() - begin;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return { shown, frame: performance.now() - begin };
    }, day);
    return { ...took, script: 1e3 * (await scriptSeconds(devtools) - script) };
}

const row = (name, times) => console.log(name.padEnd(28), times.map((time) => time.toFixed(0).padStart(5)).join(" "));

await withBrowser(async (browser) => {
    const begin = performance.now();
    const { page } = await openPage(browser, url);
    console.log(`page ready after ${(performance.now() - begin).toFixed(0)} ms`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const last = Number(await page.getAttribute("#day", "max"));
    const days = Array.from({ length: DATES }, (_, i) => last - 1 - i);
    for (const round of ["first", "again"]) {
        const slides = [];
        for (const day of days) {
            slides.push(await slide(page, devtools, day));
        }
        row(`${round}: shown, ms`, slides.map(({ shown }) => shown));
        row(`${round}: with two frames, ms`, slides.map(({ frame }) => frame));
        row(`${round}: script, ms`, slides.map(({ script }) => script));
    }
    const frames = await page.evaluate(async () => {
        const times = [];
        const play = document.getElementById("play");
        play.click();
        for (let last = performance.now(), i = 0; i < 40; i++) {
            const now = await new Promise(requestAnimationFrame);
            times.push(now - last);
            last = now;
        }
        play.click();
        return times;
    });
    row("frames while it plays, ms", frames);
});

// A Chromium that notes whatever a user should never meet: errors, and requests to other hosts.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const NO_GPU = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

export async function withBrowser(use) {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    const sandbox = process.getuid() === 0 ? ["--no-sandbox"] : []; // which Chromium does not have as root
    const browser = await chromium.launch({ executablePath, args: [...NO_GPU, ...sandbox] });
    try {
        await use(browser);
    } finally {
        await browser.close();
    }
}

export async function openPage(browser, url, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, locale: "en-GB", ...options });
    const page = await context.newPage();
    const faults = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type()) && !isDriverNotice(message.text())) {
            faults.push(`console: ${message.text()}`);
        }
    });
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("request", (request) => {
        const asked = new URL(request.url());
        if (!["data:", "blob:"].includes(asked.protocol) && asked.host !== new URL(url).host) {
            faults.push(`request to ${asked.href}`);
        }
    });
    await page.goto(url);
    await page.waitForSelector("html[data-ready=true]", { timeout: 60_000 });
    return { page, faults, close: () => context.close() };
}

/** Software rendering reports its own slowness. */
function isDriverNotice(text) {
    return text.includes("GPU stall due to ReadPixels") || text.includes("GroupMarkerNotSet");
}

export function assertNoFaults(faults) {
    assert.deepEqual(faults, [], "errors, warnings or requests elsewhere");
}

// Bundles the page into the folder given, and lists its files there: the server offers what stands in the list.
import { build } from "esbuild";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const out = process.argv[2] ?? "dist";
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
    entryPoints: [
        { in: "src/main.ts", out: "page" },
        { in: "src/page.css", out: "page" },
    ],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: out,
    legalComments: "linked",
    loader: { ".svg": "dataurl" },
    logLevel: "warning",
});
await cp("src/index.html", join(out, "index.html"));
await cp("src/icon.svg", join(out, "icon.svg"));
await cp("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", join(out, "maplibre-gl-worker.js"));
await cp("node_modules/world-atlas/countries-50m.json", join(out, "countries.json"));
await cp("node_modules/us-atlas/states-10m.json", join(out, "states.json"));
const files = (await readdir(out)).sort();
await writeFile(join(out, "files.txt"), files.join("\n") + "\n");

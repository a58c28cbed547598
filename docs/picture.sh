#!/usr/bin/env bash
# Draws one cell's year from a file of "soilcast export" as SVG, as in README:
#   docs/picture.sh soil-moisture.csv 53926 2020 >docs/soil-moisture.svg
set -euo pipefail
[ $# = 3 ] || { echo "usage: picture.sh CSV CELL YEAR >SVG" >&2; exit 2; }

awk -F, -v cell="$2" -v year="$3" '
    function x(date,    part) {
        split(date, part, "-")
        return 50 + 2 * (before[part[2] + 0] + part[3] - 1)
    }
    function y(moisture) { return 250 - 440 * moisture }
    function text(atX, atY, anchor, words) {
        printf "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", atX, atY, anchor, words
    }
    function line(points, colour) {
        printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" points=\"%s\"/>\n", colour, points
    }
    BEGIN {
        leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
        split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", name, " ")
        for (m = 1; m <= 12; m++) before[m + 1] = before[m] + length_of[m] + (m == 2 && leap)
    }
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    $column["cell"] == cell && substr($column["date"], 1, 4) == year && $column["lead_days"] == 0 {
        at = sprintf("%d,", x($column["date"]))
        days++
        surface = surface at sprintf("%.1f ", y($column["surface_mean"]))
        rootzone = rootzone at sprintf("%.1f ", y($column["rootzone_mean"]))
        if ($column["observed"] != "")
            dots = dots sprintf("<circle cx=\"%d\" cy=\"%.1f\" r=\"2.2\"/>\n", x($column["date"]), y($column["observed"]))
    }
    END {
        if (!days) { print "picture.sh: no rows of cell " cell " in " year >"/dev/stderr"; exit 1 }
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 300\" font-family=\"sans-serif\" font-size=\"12\">"
        print "<rect width=\"800\" height=\"300\" fill=\"#fff\"/>"
        for (tenth = 0; tenth <= 5; tenth++) {
            printf "<path d=\"M50 %dH782\" stroke=\"#ddd\"/>\n", y(tenth / 10)
            text(44, y(tenth / 10) + 4, "end", sprintf("%.1f", tenth / 10))
        }
        for (m = 1; m <= 12; m++) text(50 + before[m] + before[m + 1], 268, "middle", name[m])
        line(rootzone, "#a5672f")
        line(surface, "#1f6fb4")
        print "<g fill=\"#222\">"
        printf "%s</g>\n", dots
        text(50, 20, "start", "soil moisture, m3/m3")
        print "<path d=\"M210 288h24\" stroke=\"#1f6fb4\" stroke-width=\"2\"/>"
        text(240, 292, "start", "top 5 cm")
        print "<path d=\"M330 288h24\" stroke=\"#a5672f\" stroke-width=\"2\"/>"
        text(360, 292, "start", "top metre")
        print "<circle cx=\"462\" cy=\"288\" r=\"2.5\" fill=\"#222\"/>"
        text(472, 292, "start", "probe at 5 cm")
        print "</svg>"
    }' "$1"

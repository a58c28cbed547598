package org.soilcast.laboratory.report;

import java.util.List;
import java.util.Locale;

/** Pieces of SVG and HTML text. */
final class Svg {
    /** Colours that people with any colour vision tell apart (Okabe and Ito 2008). */
    static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999");

    /** From low to high: dark violet over green to yellow, even in lightness. */
    private static final int[][] RAMP = {{68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}};

    private Svg() {}

    /** A colour for a position from 0 to 1; what lies outside is cut. */
    static String ramp(double position) {
        double scaled = Math.max(0, Math.min(1, position)) * (RAMP.length - 1);
        int below = Math.min(RAMP.length - 2, (int) scaled);
        var colour = new StringBuilder("#");
        for (int channel = 0; channel < 3; channel++) {
            double value = RAMP[below][channel] + (scaled - below) * (RAMP[below + 1][channel] - RAMP[below][channel]);
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(value)));
        }
        return colour.toString();
    }

    static String open(double width, double height) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">",
                width,
                height,
                width,
                height);
    }

    static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
    }

    static String line(double x1, double y1, double x2, double y2, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                colour);
    }

    static String rectangle(double x, double y, double width, double height, String colour, String tip) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\">%s</rect>",
                x,
                y,
                width,
                height,
                colour,
                tip.isEmpty() ? "" : "<title>" + escaped(tip) + "</title>");
    }

    static String circle(double x, double y, double radius, String colour) {
        return String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>", x, y, radius, colour);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Three significant digits or so, without trailing zeros. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 1 ? "%.2f" : size >= 0.01 ? "%.3f" : "%.1e";
        String text = String.format(Locale.ROOT, format, value);
        return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}

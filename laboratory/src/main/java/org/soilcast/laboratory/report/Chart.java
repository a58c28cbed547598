package org.soilcast.laboratory.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A chart with two axes.
 *
 * @param title above it
 * @param xLabel below it
 * @param yLabel at its left
 * @param logarithmicX whether equal factors of x are equally far apart
 * @param width in pixels
 */
record Chart(String title, String xLabel, String yLabel, boolean logarithmicX, double width) {
    private static final double HEIGHT = 260;
    private static final double LEFT = 58;
    private static final double TOP = 24;
    private static final double BOTTOM = 42;
    private static final double LEGEND_HEIGHT = 14;
    private static final int MOST_TICKS = 6;

    /**
     * Points, joined by lines or not; one that is not a number is left out and breaks the line.
     *
     * @param x one for each y
     */
    record Series(String name, String colour, boolean joined, double[] x, double[] y) {}

    /** The range of an axis, and where on the picture it lies. */
    private record Axis(double low, double high, boolean logarithmic, double begin, double end) {
        static Axis of(DoubleStream values, boolean logarithmic, double begin, double end) {
            double[] finite = values.filter(Double::isFinite).toArray();
            double low = DoubleStream.of(finite).min().orElse(0);
            double high = DoubleStream.of(finite).max().orElse(1);
            double margin = logarithmic ? 0 : Math.max(1e-9, 0.04 * (high - low));
            return new Axis(low - margin, high + margin, logarithmic, begin, end);
        }

        double position(double value) {
            double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
            return begin + share * (end - begin);
        }

        /** Round numbers: 1, 2 or 5 times a power of ten. */
        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            if (logarithmic) {
                for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
                    for (int digit : new int[] {1, 2, 5}) {
                        ticks.add(digit * Math.pow(10, power));
                    }
                }
                ticks.removeIf(tick -> tick < low || tick > high);
                return ticks;
            }
            double rough = (high - low) / MOST_TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = power * (rough > 5 * power ? 10 : rough > 2 * power ? 5 : rough > power ? 2 : 1);
            for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    }

    String svg(List<Series> series) {
        Axis x = Axis.of(series.stream().flatMapToDouble(one -> DoubleStream.of(one.x())), logarithmicX, LEFT, width);
        Axis y = Axis.of(series.stream().flatMapToDouble(one -> DoubleStream.of(one.y())), false, HEIGHT - BOTTOM, TOP);
        return svg(series, x, y);
    }

    /** With the same range on both axes, and the line y = x. */
    String square(List<Series> series) {
        DoubleStream both = series.stream()
                .flatMapToDouble(one -> DoubleStream.concat(DoubleStream.of(one.x()), DoubleStream.of(one.y())));
        Axis range = Axis.of(both, false, LEFT, width);
        Axis y = new Axis(range.low(), range.high(), false, HEIGHT - BOTTOM, TOP);
        double[] ends = {range.low(), range.high()};
        var diagonal = new Series("", "#999999", true, ends, ends);
        return svg(Stream.concat(Stream.of(diagonal), series.stream()).toList(), range, y);
    }

    private String svg(List<Series> series, Axis x, Axis y) {
        List<Series> named =
                series.stream().filter(one -> !one.name().isEmpty()).toList();
        var svg = new StringBuilder(Svg.open(width + 20, HEIGHT + LEGEND_HEIGHT * named.size()));
        svg.append(Svg.text(4, 14, "start", title));
        for (double tick : y.ticks()) {
            double up = y.position(tick);
            svg.append(Svg.line(LEFT, up, width, up, "#e4e4e4"))
                    .append(Svg.text(LEFT - 4, up + 4, "end", Svg.number(tick)));
        }
        for (double tick : x.ticks()) {
            double across = x.position(tick);
            svg.append(Svg.line(across, HEIGHT - BOTTOM, across, HEIGHT - BOTTOM + 4, "#666666"))
                    .append(Svg.text(across, HEIGHT - BOTTOM + 15, "middle", Svg.number(tick)));
        }
        svg.append(Svg.text((LEFT + width) / 2, HEIGHT - BOTTOM + 32, "middle", xLabel))
                .append("<g transform=\"rotate(-90)\">")
                .append(Svg.text(-(HEIGHT - BOTTOM + TOP) / 2, 12, "middle", yLabel))
                .append("</g>");
        series.forEach(one -> svg.append(one.joined() ? path(one, x, y) : points(one, x, y)));
        for (int i = 0; i < named.size(); i++) {
            double row = HEIGHT + LEGEND_HEIGHT * i;
            svg.append(Svg.circle(LEFT + 4, row + 4, 4, named.get(i).colour()))
                    .append(Svg.text(LEFT + 14, row + 8, "start", named.get(i).name()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String path(Series series, Axis x, Axis y) {
        var path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < series.x().length; i++) {
            boolean finite = Double.isFinite(series.y()[i]);
            if (finite) {
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        pen ? "L" : "M",
                        x.position(series.x()[i]),
                        y.position(series.y()[i])));
            }
            pen = finite;
        }
        return "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + series.colour() + "\" stroke-width=\"1.4\"/>"
                + (series.x().length <= 12 ? points(series, x, y) : "");
    }

    private static String points(Series series, Axis x, Axis y) {
        var points = new StringBuilder();
        IntStream.range(0, series.x().length)
                .filter(i -> Double.isFinite(series.x()[i]) && Double.isFinite(series.y()[i]))
                .forEach(i -> points.append(
                        Svg.circle(x.position(series.x()[i]), y.position(series.y()[i]), 2.2, series.colour())));
        return points.toString();
    }
}

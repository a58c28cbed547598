package org.soilcast.map.edr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * A place or area in well-known text (OGC 06-103r4, clause 7), longitude before latitude, in degrees.
 *
 * @param kind POINT, MULTIPOINT, POLYGON or MULTIPOLYGON
 * @param rings of each ring, longitude and latitude of each point in turn; a point is a ring of one
 */
record Shape(String kind, List<double[]> rings) {
    private static final Pattern TEXT = Pattern.compile("\\s*([A-Za-z]+)\\s*(\\(.*\\))\\s*", Pattern.DOTALL);
    private static final Pattern POINT = Pattern.compile("\\s*(\\S{1,30})\\s+(\\S{1,30})\\s*");
    private static final int LEAST_RING_POINTS = 4;

    /** A point. */
    static Shape point(String text) {
        return parse(text, "POINT(-97.1 36.1)", List.of("POINT"));
    }

    /** An area. */
    static Shape area(String text) {
        return parse(text, "POLYGON((-98 35,-96 35,-96 37,-98 37,-98 35))", List.of("POLYGON", "MULTIPOLYGON"));
    }

    private static Shape parse(String text, String example, List<String> kinds) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !kinds.contains(matcher.group(1).toUpperCase(Locale.ROOT))) {
            throw refused("expected well-known text like " + example, text);
        }
        String kind = matcher.group(1).toUpperCase(Locale.ROOT);
        int depth = kind.equals("POINT") ? 1 : kind.equals("POLYGON") ? 2 : 3;
        var rings = new ArrayList<double[]>();
        int level = 0;
        int begin = 0;
        String body = matcher.group(2);
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '(') {
                level++;
                begin = i + 1;
            } else if (c == ')') {
                if (level == depth) {
                    rings.add(ring(body.substring(begin, i), text));
                }
                level--;
            }
            if (level > depth || level < 0 || level == 0 && i < body.length() - 1) {
                throw refused("expected well-known text like " + example, text);
            }
        }
        if (level != 0 || rings.isEmpty()) {
            throw refused("expected well-known text like " + example, text);
        }
        for (double[] ring : rings) {
            check(kind, ring, text);
        }
        return new Shape(kind, List.copyOf(rings));
    }

    private static void check(String kind, double[] ring, String text) {
        if (kind.equals("POINT")) {
            if (ring.length != 2) {
                throw refused("expected one point", text);
            }
        } else if (ring.length < 2 * LEAST_RING_POINTS
                || ring[0] != ring[ring.length - 2]
                || ring[1] != ring[ring.length - 1]) {
            throw refused("expected rings of four points or more that end where they begin", text);
        }
    }

    private static double[] ring(String text, String all) {
        String[] points = text.split(",", -1);
        var ring = new double[points.length * 2];
        for (int i = 0; i < points.length; i++) {
            Matcher point = POINT.matcher(points[i]);
            if (!point.matches()) {
                throw refused("expected longitude and latitude, two numbers", all);
            }
            ring[2 * i] = degrees(point.group(1), 180, all);
            ring[2 * i + 1] = degrees(point.group(2), 90, all);
        }
        return ring;
    }

    static double degrees(String text, int most, String all) {
        try {
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers out of range
        }
        throw refused("expected degrees within ±" + most + ", found '" + Query.shown(text) + "'", all);
    }

    private static RequestRefused refused(String expected, String text) {
        return RequestRefused.badRequest("coords: " + expected + "; found '" + Query.shown(text) + "'");
    }

    /** Whether a place is inside an odd number of rings: in the area and in none of its holes. */
    boolean holds(double longitudeDegrees, double latitudeDegrees) {
        boolean inside = false;
        for (double[] ring : rings) {
            for (int i = 0; i + 3 < ring.length; i += 2) {
                boolean crosses = ring[i + 1] > latitudeDegrees != ring[i + 3] > latitudeDegrees;
                if (crosses
                        && longitudeDegrees
                                < ring[i]
                                        + (ring[i + 2] - ring[i])
                                                * (latitudeDegrees - ring[i + 1])
                                                / (ring[i + 3] - ring[i + 1])) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}

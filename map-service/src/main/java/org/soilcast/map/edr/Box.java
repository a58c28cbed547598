package org.soilcast.map.edr;

import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * A box in degrees; west may lie east of east, when the box goes over 180°.
 *
 * @param west degrees east
 * @param south degrees north
 * @param east degrees east
 * @param north degrees north
 */
public record Box(double west, double south, double east, double north) {
    private static final int NUMBERS = 4;

    /** From a parameter {@code bbox}. */
    public static Box parse(String text) {
        String[] numbers = text.split(",", -1);
        if (numbers.length != NUMBERS) {
            throw RequestRefused.badRequest(
                    "bbox: expected west,south,east,north in degrees, found '" + Query.shown(text) + "'");
        }
        var box = new Box(
                degrees(numbers[0], 180), degrees(numbers[1], 90), degrees(numbers[2], 180), degrees(numbers[3], 90));
        if (box.south > box.north) {
            throw RequestRefused.badRequest("bbox: south " + box.south + " is north of north " + box.north);
        }
        return box;
    }

    private static double degrees(String text, int most) {
        try {
            double degrees = Double.parseDouble(text.strip());
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers out of range
        }
        throw RequestRefused.badRequest(
                "bbox: expected degrees within ±" + most + ", found '" + Query.shown(text) + "'");
    }

    /** Whether a place is in it, its edges included. */
    public boolean holds(double longitudeDegrees, double latitudeDegrees) {
        boolean within = west <= east
                ? longitudeDegrees >= west && longitudeDegrees <= east
                : longitudeDegrees >= west || longitudeDegrees <= east;
        return within && latitudeDegrees >= south && latitudeDegrees <= north;
    }
}

package org.soilcast.alerts.message;

import java.util.Optional;

/**
 * Where an alert is.
 *
 * @param name the cell's own key, or what people call the area
 * @param centre its middle, where that is known
 * @param synthetic whether its weather and retrievals are made up
 */
public record Place(String name, Optional<Point> centre, boolean synthetic) {
    /**
     * A point of the Earth.
     *
     * @param latitudeDegrees degrees north
     * @param longitudeDegrees degrees east
     */
    public record Point(double latitudeDegrees, double longitudeDegrees) {}
}

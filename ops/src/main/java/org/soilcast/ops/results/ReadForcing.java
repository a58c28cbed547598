package org.soilcast.ops.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.soilcast.schemas.avro.Forcing;

/** The weather of a record as text. */
final class ReadForcing {
    private ReadForcing() {}

    /** What was read of a cell, each with its unit; what the source never has is left out. */
    static String values(Forcing read, int cell) {
        var values = new ArrayList<String>();
        add(values, "precipitation", read.getPrecipitationMmPerDay(), cell, "mm");
        add(values, "air temperature", read.getAirTemperatureK(), cell, "K");
        add(values, "its minimum", read.getAirTemperatureMinK(), cell, "K");
        add(values, "its maximum", read.getAirTemperatureMaxK(), cell, "K");
        add(values, "shortwave", read.getShortwaveDownWPerM2(), cell, "W/m2");
        add(values, "longwave", read.getLongwaveDownWPerM2(), cell, "W/m2");
        add(values, "specific humidity", read.getSpecificHumidityKgPerKg(), cell, "kg/kg");
        add(values, "relative humidity", read.getRelativeHumidityPercent(), cell, "%");
        add(values, "wind", read.getWindSpeedMPerS(), cell, "m/s");
        return String.join(", ", values);
    }

    /** A value, or that it is missing; nothing of what the source never has. */
    private static void add(List<String> values, String name, List<Float> all, int cell, String unit) {
        if (!all.isEmpty()) {
            float value = all.get(cell);
            values.add(
                    name + " " + (Float.isNaN(value) ? "missing" : String.format(Locale.ROOT, "%.4g %s", value, unit)));
        }
    }
}

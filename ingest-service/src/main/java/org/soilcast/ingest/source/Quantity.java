package org.soilcast.ingest.source;

import java.util.Locale;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.MeasurementUnit.Dimension;

/**
 * What soilcast takes from agencies' files, with the range of an hourly or daily value, in soilcast's unit, outside which
 * a file is refused. The ranges are wide enough for every value on land and sea, and narrow enough for a wrong unit.
 */
public enum Quantity {
    AIR_TEMPERATURE_K(Dimension.TEMPERATURE, 180, 340),
    SURFACE_TEMPERATURE_K(Dimension.TEMPERATURE, 180, 350),
    PRECIPITATION_MM(Dimension.WATER_DEPTH, -0.01, 2000),
    PRECIPITATION_MM_PER_DAY(Dimension.WATER_RATE, -0.01, 12_000),
    /** Published as a depth of water in a second, as AORC does. */
    PRECIPITATION_M_PER_S(Dimension.SPEED, -1e-9, 1.4e-4),
    PRESSURE_PA(Dimension.PRESSURE, 30_000, 115_000),
    SPECIFIC_HUMIDITY_KG_PER_KG(Dimension.MASS_RATIO, -1e-4, 0.1),
    RELATIVE_HUMIDITY_PERCENT(Dimension.PERCENT, -1, 110),
    SHORTWAVE_DOWN_W_PER_M2(Dimension.FLUX, -1, 1500),
    LONGWAVE_DOWN_W_PER_M2(Dimension.FLUX, 20, 700),
    RADIATION_DOWN_J_PER_M2(Dimension.ENERGY, -1, 1e10),
    WIND_M_PER_S(Dimension.SPEED, -120, 120),
    /** Packing in 16 bit makes dry soil a little less than dry. */
    SOIL_MOISTURE_M3_PER_M3(Dimension.VOLUME_RATIO, -1e-4, 1.0001);

    private final Dimension dimension;
    private final double lowest;
    private final double highest;

    Quantity(Dimension dimension, double lowest, double highest) {
        this.dimension = dimension;
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * Brings values to soilcast's unit, in place.
     *
     * @param name of the variable, for the message
     * @param unit as the file spells it
     * @throws InputException when the unit is unknown or measures something else, or a value lies outside the range
     */
    public double[] checked(String name, String unit, double[] values) {
        MeasurementUnit known = MeasurementUnit.of(unit)
                .orElseThrow(() -> new InputException(name + ": unit '" + unit + "' is unknown for " + words()));
        if (known.dimension() != dimension) {
            throw new InputException(name + ": '" + unit + "' is no unit of " + words());
        }
        for (int i = 0; i < values.length; i++) {
            double ours = known.toOurs(values[i]);
            if (ours < lowest || ours > highest) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s: %s %s cannot be %s (expected %s..%s after conversion); is the unit wrong?",
                        name,
                        values[i],
                        unit,
                        words(),
                        lowest,
                        highest));
            }
            values[i] = ours;
        }
        return values;
    }

    private String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}

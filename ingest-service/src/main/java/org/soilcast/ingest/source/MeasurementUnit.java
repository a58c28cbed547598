package org.soilcast.ingest.source;

import java.util.Locale;
import java.util.Optional;

/** Units as agencies spell them, with what makes soilcast's unit of them: {@code value · scale + offset}. */
public enum MeasurementUnit {
    KELVIN(Dimension.TEMPERATURE, 1, 0, "k kelvin kelvins degk degree_kelvin"),
    CELSIUS(Dimension.TEMPERATURE, 1, 273.15, "degc c celsius degreesc degrees_celsius degree_celsius degreecelsius"),
    FAHRENHEIT(Dimension.TEMPERATURE, 5 / 9.0, 459.67 * 5 / 9, "degf f fahrenheit degrees_fahrenheit"),
    MILLIMETRE(Dimension.WATER_DEPTH, 1, 0, "mm millimeter millimeters millimetre kgm-2 kg/m2"),
    METRE_OF_WATER(Dimension.WATER_DEPTH, 1000, 0, "m mofwaterequivalent"),
    CENTIMETRE(Dimension.WATER_DEPTH, 10, 0, "cm"),
    INCH(Dimension.WATER_DEPTH, 25.4, 0, "in inch inches"),
    MILLIMETRE_PER_SECOND(Dimension.WATER_RATE, 86_400, 0, "kgm-2s-1 kg/m2/s mm/s mms-1"),
    MILLIMETRE_PER_HOUR(Dimension.WATER_RATE, 24, 0, "mm/h mm/hr mmh-1"),
    MILLIMETRE_PER_DAY(Dimension.WATER_RATE, 1, 0, "mm/d mm/day mmd-1 mmday-1"),
    METRE_PER_SECOND(Dimension.SPEED, 1, 0, "m/s ms-1"),
    PASCAL(Dimension.PRESSURE, 1, 0, "pa pascal"),
    HECTOPASCAL(Dimension.PRESSURE, 100, 0, "hpa mb mbar"),
    KILOPASCAL(Dimension.PRESSURE, 1000, 0, "kpa"),
    KILOGRAM_PER_KILOGRAM(Dimension.MASS_RATIO, 1, 0, "kg/kg kgkg-1"),
    GRAM_PER_KILOGRAM(Dimension.MASS_RATIO, 0.001, 0, "g/kg gkg-1"),
    WATT_PER_SQUARE_METRE(Dimension.FLUX, 1, 0, "w/m2 wm-2"),
    JOULE_PER_SQUARE_METRE(Dimension.ENERGY, 1, 0, "j/m2 jm-2"),
    CUBIC_METRE_PER_CUBIC_METRE(Dimension.VOLUME_RATIO, 1, 0, "m3m-3 m3/m3 cm3/cm3 proportion"),
    PERCENT(Dimension.PERCENT, 1, 0, "% percent");

    /** What a unit measures. */
    public enum Dimension {
        TEMPERATURE,
        WATER_DEPTH,
        WATER_RATE,
        SPEED,
        PRESSURE,
        MASS_RATIO,
        FLUX,
        ENERGY,
        VOLUME_RATIO,
        PERCENT
    }

    private final Dimension dimension;
    private final double scale;
    private final double offset;
    private final java.util.Set<String> spellings;

    MeasurementUnit(Dimension dimension, double scale, double offset, String spellings) {
        this.dimension = dimension;
        this.scale = scale;
        this.offset = offset;
        this.spellings = java.util.Set.of(spellings.split(" "));
    }

    /** The unit of a spelling; empty when nobody spells one so. Signs of powers and products do not matter. */
    public static Optional<MeasurementUnit> of(String spelling) {
        String plain = spelling.toLowerCase(Locale.ROOT).replaceAll("\\*\\*|\\^|[ .*]", "");
        for (MeasurementUnit unit : values()) {
            if (unit.spellings.contains(plain)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** What it measures. */
    public Dimension dimension() {
        return dimension;
    }

    /** A value in soilcast's unit of this dimension. */
    public double toOurs(double value) {
        return value * scale + offset;
    }
}

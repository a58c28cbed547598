package org.soilcast.ingest.domain;

import java.util.List;
import java.util.function.Function;
import org.soilcast.schemas.avro.Forcing;

/**
 * The variables of a {@link Forcing} record with the range outside which a value is refused. The ranges are those of
 * the schema: physically possible daily values anywhere on land, wide enough for every record ever measured.
 */
public enum ForcingVariable {
    PRECIPITATION_MM_PER_DAY(0, 2000, Forcing::getPrecipitationMmPerDay),
    AIR_TEMPERATURE_K(180, 340, Forcing::getAirTemperatureK),
    AIR_TEMPERATURE_MIN_K(180, 340, Forcing::getAirTemperatureMinK),
    AIR_TEMPERATURE_MAX_K(180, 340, Forcing::getAirTemperatureMaxK),
    SHORTWAVE_DOWN_W_PER_M2(0, 600, Forcing::getShortwaveDownWPerM2),
    LONGWAVE_DOWN_W_PER_M2(0, 700, Forcing::getLongwaveDownWPerM2),
    SPECIFIC_HUMIDITY_KG_PER_KG(0, 0.1f, Forcing::getSpecificHumidityKgPerKg),
    RELATIVE_HUMIDITY_PERCENT(0, 110, Forcing::getRelativeHumidityPercent),
    WIND_SPEED_M_PER_S(0, 100, Forcing::getWindSpeedMPerS);

    private final float lowest;
    private final float highest;
    private final Function<Forcing, List<Float>> field;

    ForcingVariable(float lowest, float highest, Function<Forcing, List<Float>> field) {
        this.lowest = lowest;
        this.highest = highest;
        this.field = field;
    }

    /** Whether a value lies in the range; false for NaN and infinity. */
    public boolean inRange(float value) {
        return value >= lowest && value <= highest;
    }

    /** The value in the range that is nearest; NaN stays NaN. */
    float clamp(float value) {
        return Math.min(Math.max(value, lowest), highest);
    }

    /** The range in words, for messages. */
    public String range() {
        return name().toLowerCase(java.util.Locale.ROOT) + " " + lowest + ".." + highest;
    }

    /** The variable's values in a record, [cell]; empty when the source never has it. */
    public List<Float> of(Forcing forcing) {
        return field.apply(forcing);
    }
}

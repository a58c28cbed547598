package org.soilcast.ingest.weather;

import java.util.Locale;
import java.util.Optional;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.SourceField;

/** What a variable of a weather file is to a domain. Wind is taken at 10 m, humidity and air temperature at 2 m. */
public enum WeatherRole {
    PRECIPITATION(ForcingVariable.PRECIPITATION_MM_PER_DAY),
    AIR_TEMPERATURE(ForcingVariable.AIR_TEMPERATURE_K),
    AIR_TEMPERATURE_MIN(ForcingVariable.AIR_TEMPERATURE_MIN_K),
    AIR_TEMPERATURE_MAX(ForcingVariable.AIR_TEMPERATURE_MAX_K),
    SHORTWAVE(ForcingVariable.SHORTWAVE_DOWN_W_PER_M2),
    LONGWAVE(ForcingVariable.LONGWAVE_DOWN_W_PER_M2),
    SPECIFIC_HUMIDITY(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG),
    RELATIVE_HUMIDITY(ForcingVariable.RELATIVE_HUMIDITY_PERCENT),
    WIND_SPEED(ForcingVariable.WIND_SPEED_M_PER_S);

    private final ForcingVariable variable;

    WeatherRole(ForcingVariable variable) {
        this.variable = variable;
    }

    /** The variable of the day that it becomes. */
    public ForcingVariable variable() {
        return variable;
    }

    /** The role as descriptions of domains spell it, for example {@code air_temperature}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a variable; empty when a domain has no use for it, and for wind's two components ({@link WindPart}). */
    public static Optional<WeatherRole> of(SourceField field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return field.quantity().flatMap(quantity -> switch (quantity) {
            case PRECIPITATION_MM, PRECIPITATION_MM_PER_DAY, PRECIPITATION_M_PER_S -> Optional.of(PRECIPITATION);
            case AIR_TEMPERATURE_K -> ofTemperature(name);
            case SHORTWAVE_DOWN_W_PER_M2 -> Optional.of(SHORTWAVE);
            case LONGWAVE_DOWN_W_PER_M2 -> Optional.of(LONGWAVE);
            case RADIATION_DOWN_J_PER_M2 -> Optional.of(name.contains("strd") ? LONGWAVE : SHORTWAVE);
            case SPECIFIC_HUMIDITY_KG_PER_KG -> name.equals("q") ? Optional.empty() : Optional.of(SPECIFIC_HUMIDITY);
            case RELATIVE_HUMIDITY_PERCENT -> name.equals("r") ? Optional.empty() : Optional.of(RELATIVE_HUMIDITY);
            case WIND_M_PER_S -> name.contains("speed") ? Optional.of(WIND_SPEED) : Optional.empty();
            default -> Optional.empty();
        });
    }

    /** Dew points are no air temperatures, and a bare "t" of GRIB may be of any level, as "q" and "r". */
    private static Optional<WeatherRole> ofTemperature(String name) {
        if (name.matches("t|2d|d2m|dpt|.*dew.*")) {
            return Optional.empty();
        }
        if (name.contains("max")) {
            return Optional.of(AIR_TEMPERATURE_MAX);
        }
        return Optional.of(name.contains("min") ? AIR_TEMPERATURE_MIN : AIR_TEMPERATURE);
    }
}

package org.soilcast.ingest.cf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.soilcast.ingest.source.Quantity;

/**
 * A variable as its agency publishes it.
 *
 * @param name in the file
 * @param quantity what it measures
 * @param unit in which the agency publishes it
 * @param span what time a value stands for
 */
record KnownVariable(String name, Quantity quantity, String unit, SpanRule span) {
    private static final List<KnownVariable> GRIDMET = List.of(
            day("precipitation_amount", Quantity.PRECIPITATION_MM, "mm"),
            day("daily_maximum_temperature", Quantity.AIR_TEMPERATURE_K, "K"),
            day("daily_minimum_temperature", Quantity.AIR_TEMPERATURE_K, "K"),
            day("air_temperature", Quantity.AIR_TEMPERATURE_K, "K"),
            day("specific_humidity", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG, "kg/kg"),
            day("daily_mean_specific_humidity", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG, "kg/kg"),
            day("daily_maximum_relative_humidity", Quantity.RELATIVE_HUMIDITY_PERCENT, "%"),
            day("daily_minimum_relative_humidity", Quantity.RELATIVE_HUMIDITY_PERCENT, "%"),
            day("daily_mean_shortwave_radiation_at_surface", Quantity.SHORTWAVE_DOWN_W_PER_M2, "W m-2"),
            day("surface_downwelling_shortwave_flux_in_air", Quantity.SHORTWAVE_DOWN_W_PER_M2, "W m-2"),
            day("daily_mean_wind_speed", Quantity.WIND_M_PER_S, "m/s"),
            day("wind_speed", Quantity.WIND_M_PER_S, "m/s"));
    private static final List<KnownVariable> CPC = List.of(
            new KnownVariable("precip", Quantity.PRECIPITATION_MM, "mm", SpanRule.UTC_DAY),
            new KnownVariable("tmax", Quantity.AIR_TEMPERATURE_K, "degC", SpanRule.UTC_DAY),
            new KnownVariable("tmin", Quantity.AIR_TEMPERATURE_K, "degC", SpanRule.UTC_DAY));
    private static final List<KnownVariable> NLDAS = List.of(
            moment("Tair", Quantity.AIR_TEMPERATURE_K, "K"),
            moment("Qair", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG, "kg kg-1"),
            moment("PSurf", Quantity.PRESSURE_PA, "Pa"),
            moment("Wind_E", Quantity.WIND_M_PER_S, "m s-1"),
            moment("Wind_N", Quantity.WIND_M_PER_S, "m s-1"),
            moment("LWdown", Quantity.LONGWAVE_DOWN_W_PER_M2, "W m-2"),
            moment("SWdown", Quantity.SHORTWAVE_DOWN_W_PER_M2, "W m-2"),
            hour("Rainf", Quantity.PRECIPITATION_MM, "kg m-2"));
    /** The only agency whose files state no unit. */
    private static final List<KnownVariable> AORC = List.of(
            hour("APCP_surface", Quantity.PRECIPITATION_MM_PER_DAY, "mm/h"),
            hour("precip_rate", Quantity.PRECIPITATION_M_PER_S, "m/s"),
            moment("TMP_2maboveground", Quantity.AIR_TEMPERATURE_K, "K"),
            moment("SPFH_2maboveground", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG, "kg/kg"),
            moment("PRES_surface", Quantity.PRESSURE_PA, "Pa"),
            moment("DLWRF_surface", Quantity.LONGWAVE_DOWN_W_PER_M2, "W/m^2"),
            moment("DSWRF_surface", Quantity.SHORTWAVE_DOWN_W_PER_M2, "W/m^2"),
            moment("UGRD_10maboveground", Quantity.WIND_M_PER_S, "m/s"),
            moment("VGRD_10maboveground", Quantity.WIND_M_PER_S, "m/s"));

    private static final List<KnownVariable> ERA5 = List.of(
            moment("t2m", Quantity.AIR_TEMPERATURE_K, "K"),
            moment("tas", Quantity.AIR_TEMPERATURE_K, "K"),
            moment("d2m", Quantity.AIR_TEMPERATURE_K, "K"),
            moment("sp", Quantity.PRESSURE_PA, "Pa"),
            moment("u10", Quantity.WIND_M_PER_S, "m s**-1"),
            moment("v10", Quantity.WIND_M_PER_S, "m s**-1"),
            moment("swvl1", Quantity.SOIL_MOISTURE_M3_PER_M3, "m**3 m**-3"),
            moment("swvl2", Quantity.SOIL_MOISTURE_M3_PER_M3, "m**3 m**-3"),
            sum("tp", Quantity.PRECIPITATION_MM, "m"),
            sum("pr", Quantity.PRECIPITATION_MM, "m"),
            sum("ssrd", Quantity.RADIATION_DOWN_J_PER_M2, "J m**-2"),
            sum("strd", Quantity.RADIATION_DOWN_J_PER_M2, "J m**-2"));

    /** Who publishes a file, told by the names of its variables and dimensions. */
    enum Agency {
        GRIDMET("gridMET daily", KnownVariable.GRIDMET),
        CPC("CPC Global Unified daily", KnownVariable.CPC),
        NLDAS("NLDAS-2 forcing hourly", KnownVariable.NLDAS),
        AORC("AORC hourly by catchment", KnownVariable.AORC),
        ERA5("ERA5 or ERA5-Land hourly", KnownVariable.ERA5),
        OTHER("CF conventions, unknown agency", List.of());

        private final String words;
        private final List<KnownVariable> variables;

        Agency(String words, List<KnownVariable> variables) {
            this.words = words;
            this.variables = variables;
        }

        /**
         * The agency of a file with variables of these names. Names that several use decide nothing: gridMET's are long,
         * and its axis of time is called day; CPC's files name their source.
         */
        static Agency of(java.util.Set<String> names, String title) {
            if (names.contains("day") && names.stream().anyMatch(GRIDMET::has)) {
                return GRIDMET;
            }
            if (title.contains("CPC") && names.stream().anyMatch(CPC::has)) {
                return CPC;
            }
            return List.of(NLDAS, AORC, ERA5).stream()
                    .filter(agency -> names.stream().anyMatch(agency::has))
                    .findFirst()
                    .orElse(OTHER);
        }

        private boolean has(String name) {
            return variable(name).isPresent();
        }

        String words() {
            return words;
        }

        Optional<KnownVariable> variable(String name) {
            return variables.stream().filter(known -> known.name().equals(name)).findFirst();
        }
    }

    /** What an unknown agency's variable measures, by the name that the CF conventions give it. */
    static Optional<Quantity> byStandardName(String standardName) {
        return Optional.ofNullable(
                switch (standardName) {
                    case "air_temperature" -> Quantity.AIR_TEMPERATURE_K;
                    case "precipitation_amount", "lwe_thickness_of_precipitation_amount" -> Quantity.PRECIPITATION_MM;
                    case "precipitation_flux" -> Quantity.PRECIPITATION_MM_PER_DAY;
                    case "surface_air_pressure" -> Quantity.PRESSURE_PA;
                    case "specific_humidity" -> Quantity.SPECIFIC_HUMIDITY_KG_PER_KG;
                    case "relative_humidity" -> Quantity.RELATIVE_HUMIDITY_PERCENT;
                    case "surface_downwelling_shortwave_flux_in_air" -> Quantity.SHORTWAVE_DOWN_W_PER_M2;
                    case "surface_downwelling_longwave_flux_in_air" -> Quantity.LONGWAVE_DOWN_W_PER_M2;
                    case "wind_speed", "eastward_wind", "northward_wind" -> Quantity.WIND_M_PER_S;
                    case "volume_fraction_of_condensed_water_in_soil" -> Quantity.SOIL_MOISTURE_M3_PER_M3;
                    default -> null;
                });
    }

    /** All units in which soilcast's agencies publish, for a check that each is known. */
    static List<String> units() {
        return Arrays.stream(Agency.values())
                .flatMap(agency -> agency.variables.stream())
                .map(KnownVariable::unit)
                .distinct()
                .toList();
    }

    private static KnownVariable day(String name, Quantity quantity, String unit) {
        return new KnownVariable(name, quantity, unit, SpanRule.MOUNTAIN_DAY);
    }

    private static KnownVariable sum(String name, Quantity quantity, String unit) {
        return new KnownVariable(name, quantity, unit, SpanRule.REANALYSIS_SUM);
    }

    private static KnownVariable hour(String name, Quantity quantity, String unit) {
        return new KnownVariable(name, quantity, unit, SpanRule.HOUR_ENDING);
    }

    private static KnownVariable moment(String name, Quantity quantity, String unit) {
        return new KnownVariable(name, quantity, unit, SpanRule.MOMENT);
    }
}

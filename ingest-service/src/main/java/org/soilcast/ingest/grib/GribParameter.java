package org.soilcast.ingest.grib;

import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.source.Quantity;

/**
 * A parameter by its number; GRIB states neither names nor units, the tables of the World Meteorological Organization, NCEP
 * and ECMWF do. Parameters that soilcast has no use for keep their numbers as name.
 *
 * @param name short name as ecCodes has it; NLDAS-2's own in its local table
 * @param unit empty when unknown
 * @param fromStart whether a value accumulates from the start of the forecast though its message names a moment; of ERA5 and
 *     ERA5-Land see {@link org.soilcast.ingest.source.ReanalysisSum}
 */
record GribParameter(String name, String unit, Optional<Quantity> quantity, boolean fromStart) {
    private static final int ECMWF = 98;
    private static final int ECMWF_TABLE = 128;
    private static final int NLDAS_TABLE = 130;

    /** NCEP's local table 130 as NLDAS-2 uses it. */
    private static final Map<Integer, GribParameter> NLDAS = Map.of(
            11, of("TMP", "K", Quantity.AIR_TEMPERATURE_K),
            51, of("SPFH", "kg/kg", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG),
            1, of("PRES", "Pa", Quantity.PRESSURE_PA),
            33, of("UGRD", "m/s", Quantity.WIND_M_PER_S),
            34, of("VGRD", "m/s", Quantity.WIND_M_PER_S),
            205, of("DLWRF", "W/m^2", Quantity.LONGWAVE_DOWN_W_PER_M2),
            204, of("DSWRF", "W/m^2", Quantity.SHORTWAVE_DOWN_W_PER_M2),
            61, of("APCP", "kg/m^2", Quantity.PRECIPITATION_MM),
            153, other("CONVfrac", ""),
            157, other("CAPE", "J/kg"));

    private static final Map<Integer, GribParameter> ECMWF_1 = Map.ofEntries(
            Map.entry(167, of("2t", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry(168, of("2d", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry(134, of("sp", "Pa", Quantity.PRESSURE_PA)),
            Map.entry(165, of("10u", "m s**-1", Quantity.WIND_M_PER_S)),
            Map.entry(166, of("10v", "m s**-1", Quantity.WIND_M_PER_S)),
            Map.entry(228, accumulated("tp", "m", Quantity.PRECIPITATION_MM)),
            Map.entry(169, accumulated("ssrd", "J m**-2", Quantity.RADIATION_DOWN_J_PER_M2)),
            Map.entry(175, accumulated("strd", "J m**-2", Quantity.RADIATION_DOWN_J_PER_M2)),
            Map.entry(139, of("stl1", "K", Quantity.SURFACE_TEMPERATURE_K)),
            Map.entry(170, of("stl2", "K", Quantity.SURFACE_TEMPERATURE_K)),
            Map.entry(183, of("stl3", "K", Quantity.SURFACE_TEMPERATURE_K)),
            Map.entry(236, of("stl4", "K", Quantity.SURFACE_TEMPERATURE_K)),
            Map.entry(39, of("swvl1", "m**3 m**-3", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry(40, of("swvl2", "m**3 m**-3", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry(41, of("swvl3", "m**3 m**-3", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry(42, of("swvl4", "m**3 m**-3", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry(43, other("slt", "")));

    /** Table 2 of the World Meteorological Organization, which NCEP's products share up to number 127. */
    private static final Map<Integer, GribParameter> COMMON_1 = Map.of(
            1, of("pres", "Pa", Quantity.PRESSURE_PA),
            11, of("t", "K", Quantity.AIR_TEMPERATURE_K),
            33, of("u", "m s**-1", Quantity.WIND_M_PER_S),
            34, of("v", "m s**-1", Quantity.WIND_M_PER_S),
            51, of("q", "kg kg**-1", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG),
            59, of("prate", "kg m**-2 s**-1", Quantity.PRECIPITATION_MM_PER_DAY),
            61, of("tp", "kg m**-2", Quantity.PRECIPITATION_MM));

    /** Code table 4.2, by discipline, category and number; 192 and above are NCEP's. */
    private static final Map<String, GribParameter> EDITION_2 = Map.ofEntries(
            Map.entry("0-0-0", of("t", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry("0-0-4", of("tmax", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry("0-0-5", of("tmin", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry("0-0-6", of("dpt", "K", Quantity.AIR_TEMPERATURE_K)),
            Map.entry("0-1-0", of("q", "kg kg**-1", Quantity.SPECIFIC_HUMIDITY_KG_PER_KG)),
            Map.entry("0-1-1", of("r", "%", Quantity.RELATIVE_HUMIDITY_PERCENT)),
            Map.entry("0-1-7", of("prate", "kg m**-2 s**-1", Quantity.PRECIPITATION_MM_PER_DAY)),
            Map.entry("0-1-8", of("tp", "kg m**-2", Quantity.PRECIPITATION_MM)),
            Map.entry("0-1-52", of("tprate", "kg m**-2 s**-1", Quantity.PRECIPITATION_MM_PER_DAY)),
            Map.entry("0-2-2", of("u", "m s**-1", Quantity.WIND_M_PER_S)),
            Map.entry("0-2-3", of("v", "m s**-1", Quantity.WIND_M_PER_S)),
            Map.entry("0-3-0", of("sp", "Pa", Quantity.PRESSURE_PA)),
            Map.entry("0-4-7", of("dswrf", "W m**-2", Quantity.SHORTWAVE_DOWN_W_PER_M2)),
            Map.entry("0-4-192", of("dswrf", "W m**-2", Quantity.SHORTWAVE_DOWN_W_PER_M2)),
            Map.entry("0-5-3", of("dlwrf", "W m**-2", Quantity.LONGWAVE_DOWN_W_PER_M2)),
            Map.entry("0-5-192", of("dlwrf", "W m**-2", Quantity.LONGWAVE_DOWN_W_PER_M2)),
            Map.entry("2-0-9", of("soilw", "Proportion", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry("2-0-192", of("soilw", "Proportion", Quantity.SOIL_MOISTURE_M3_PER_M3)),
            Map.entry("2-0-25", of("soilw", "m**3 m**-3", Quantity.SOIL_MOISTURE_M3_PER_M3)));

    /** The parameter of a number in GRIB 1. */
    static GribParameter edition1(int center, int table, int number) {
        Map<Integer, GribParameter> tables = table == NLDAS_TABLE
                ? NLDAS
                : center == ECMWF && table == ECMWF_TABLE ? ECMWF_1 : table <= 3 ? COMMON_1 : Map.of();
        return tables.getOrDefault(number, other("parameter " + number + " of table " + table, ""));
    }

    /** The parameter of a number in GRIB 2. */
    static GribParameter edition2(int discipline, int category, int number) {
        String key = discipline + "-" + category + "-" + number;
        return EDITION_2.getOrDefault(key, other("parameter " + key, ""));
    }

    private static GribParameter of(String name, String unit, Quantity quantity) {
        return new GribParameter(name, unit, Optional.of(quantity), false);
    }

    private static GribParameter accumulated(String name, String unit, Quantity quantity) {
        return new GribParameter(name, unit, Optional.of(quantity), true);
    }

    private static GribParameter other(String name, String unit) {
        return new GribParameter(name, unit, Optional.empty(), false);
    }
}

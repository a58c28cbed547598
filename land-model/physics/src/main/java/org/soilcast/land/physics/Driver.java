package org.soilcast.land.physics;

/** The forcing of one day, in the order of every forcing array of the kernel. */
public enum Driver {
    /** Rain and snow, mm/day. */
    PRECIPITATION_MM_PER_DAY,
    /** Daily mean air temperature at 2 m, °C. */
    AIR_TEMPERATURE_C,
    /** Potential evapotranspiration, mm/day. */
    POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY
}

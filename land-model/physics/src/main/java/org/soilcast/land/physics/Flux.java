package org.soilcast.land.physics;

/** The fluxes of one day, in the order of every flux array; all positive, in mm/day. */
public enum Flux {
    /** Evaporation from canopy and soil, and transpiration. */
    EVAPOTRANSPIRATION_MM_PER_DAY,
    /** Rain and melt that did not infiltrate, and what rose from a full column. */
    SURFACE_RUNOFF_MM_PER_DAY,
    /** Outflow of groundwater, by the base-flow curve and over its capacity. */
    BASE_FLOW_MM_PER_DAY,
    /** Drainage from the third layer into groundwater; internal, not part of the balance. */
    DRAINAGE_MM_PER_DAY
}

package org.soilcast.ops.agency;

import java.time.Instant;

/**
 * A retrieval as a granule has it, with what it tells of the land.
 *
 * @param row of the 36 km EASE grid
 * @param column of the same
 * @param overpass when the satellite was there
 * @param soilMoistureM3PerM3 retrieved
 * @param surfaceTemperatureK of the land
 * @param land what stays the same
 */
record Footprint(
        int row, int column, Instant overpass, float soilMoistureM3PerM3, float surfaceTemperatureK, Land land) {
    /**
     * Fixed values of a cell.
     *
     * @param clayFraction 0..1
     * @param bulkDensityGPerCm3 of the soil
     * @param albedo of SMAP's algorithm
     * @param roughness of SMAP's algorithm
     * @param waterFraction share of static water
     */
    record Land(float clayFraction, float bulkDensityGPerCm3, float albedo, float roughness, float waterFraction) {}
}

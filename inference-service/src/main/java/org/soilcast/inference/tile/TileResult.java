package org.soilcast.inference.tile;

/**
 * Soil moisture of one tile and day. Arrays are [cell], m3/m3 where no other unit is named.
 *
 * @param tile tile number
 * @param epochDay valid date, days since 1970-01-01
 * @param modelVersion version of bundle and tile-model
 * @param revision revision of the tile-day used
 * @param issue how often this day has been computed, 1-based
 * @param surfaceOpenLoopM3PerM3 top 5 cm without assimilation
 * @param rootZoneOpenLoopM3PerM3 top metre without assimilation
 * @param incrementMm water that no weather brought or took, mm: new parameters and rounding; closes the water balance
 * @param observedM3PerM3 accepted retrieval, NaN where there is none
 * @param quality bits of {@code QualityFlags}
 */
public record TileResult(
        int tile,
        long epochDay,
        int modelVersion,
        int revision,
        int issue,
        float[] surfaceOpenLoopM3PerM3,
        float[] rootZoneOpenLoopM3PerM3,
        float[] incrementMm,
        float[] observedM3PerM3,
        int[] quality) {}

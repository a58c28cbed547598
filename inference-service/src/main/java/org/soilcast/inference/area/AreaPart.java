package org.soilcast.inference.area;

/**
 * What a tile adds to a day of an area.
 *
 * @param area identifier of the area
 * @param tile tile number
 * @param epochDay date, days since 1970-01-01
 * @param definition {@link AreaCells#definition} that it was made by
 * @param modelVersion model version that computed the tile's day
 * @param revision highest input version used
 * @param shortClimatology whether percentiles are ranks among few years
 * @param sums numbers of {@link org.soilcast.dayline.area.AreaSums}
 */
public record AreaPart(
        String area,
        int tile,
        int epochDay,
        int definition,
        int modelVersion,
        int revision,
        boolean shortClimatology,
        float[] sums) {}

package org.soilcast.inference.area;

/**
 * A day of an area: all of its tiles together.
 *
 * @param area identifier
 * @param name what people call it
 * @param epochDay date, days since 1970-01-01
 * @param modelVersion newest model version that computed a part of it
 * @param revision highest input version used
 * @param shortClimatology whether percentiles are ranks among few years
 * @param sums numbers of {@link org.soilcast.dayline.area.AreaSums}
 */
public record AreaDayResult(
        String area,
        String name,
        int epochDay,
        int modelVersion,
        int revision,
        boolean shortClimatology,
        float[] sums) {}

package org.soilcast.dayline.filter;

import org.soilcast.dayline.ensemble.EnsembleNumbers;

/**
 * The few numbers of the filter: learned, and carried by the bundle.
 *
 * @param spread how far members are apart
 * @param retrievalSdM3PerM3 √R: standard deviation of a retrieval's error, m3/m3
 * @param biasShare largest share of an innovation that the bias of a cell takes, 0 … 1
 * @param biasMemoryDays time in which a bias fades to 1/e, days
 * @param layer2Share factor on the covariance of the second layer with the retrieval, 0 … 1
 * @param layer3Share the same of the third layer
 */
public record FilterNumbers(
        EnsembleNumbers spread,
        double retrievalSdM3PerM3,
        double biasShare,
        double biasMemoryDays,
        double layer2Share,
        double layer3Share) {
    /** As planned before anything was learned. */
    public static final FilterNumbers PLANNED = new FilterNumbers(EnsembleNumbers.PLANNED, 0.03, 0.2, 60, 1, 1);

    public FilterNumbers {
        if (!(retrievalSdM3PerM3 > 0)
                || !(biasShare >= 0 && biasShare <= 1)
                || !(biasMemoryDays > 0)
                || !(layer2Share >= 0 && layer2Share <= 1)
                || !(layer3Share >= 0 && layer3Share <= 1)) {
            throw new IllegalArgumentException("no numbers of a filter: retrieval " + retrievalSdM3PerM3
                    + " m3/m3, bias share " + biasShare + " over " + biasMemoryDays + " days, shares " + layer2Share
                    + " and " + layer3Share);
        }
    }
}

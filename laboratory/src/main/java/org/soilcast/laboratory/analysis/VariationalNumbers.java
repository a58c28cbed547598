package org.soilcast.laboratory.analysis;

/**
 * The few numbers of the variational analysis, the same for all cells; learned.
 *
 * @param anchorDays days between two anchors; a window has so many days up to twice as many
 * @param layer1SdM3PerM3 standard deviation of the background's error in the first layer, m3/m3, as are the next two
 * @param layer2SdM3PerM3 of the second layer
 * @param layer3SdM3PerM3 of the third layer
 * @param biasSdM3PerM3 the same of the cell's bias at an anchor, m3/m3
 * @param biasMemoryDays time in which a bias fades to 1/e, days
 * @param rainSd standard deviation of the logarithm of a day's factor on precipitation
 * @param retrievalSdM3PerM3 √R: standard deviation of a retrieval's error, m3/m3
 */
public record VariationalNumbers(
        int anchorDays,
        double layer1SdM3PerM3,
        double layer2SdM3PerM3,
        double layer3SdM3PerM3,
        double biasSdM3PerM3,
        double biasMemoryDays,
        double rainSd,
        double retrievalSdM3PerM3) {
    /** Where learning begins: the ensemble's planned numbers, added up over some days. */
    static final VariationalNumbers PLANNED = new VariationalNumbers(3, 0.02, 0.012, 0.006, 0.01, 60, 0.5, 0.025);

    public VariationalNumbers {
        if (anchorDays < 1
                || !(layer1SdM3PerM3 >= 0 && layer2SdM3PerM3 >= 0 && layer3SdM3PerM3 >= 0)
                || !(biasSdM3PerM3 >= 0 && biasMemoryDays > 0 && rainSd >= 0 && retrievalSdM3PerM3 > 0)) {
            throw new IllegalArgumentException("no numbers of a variational analysis: anchors " + anchorDays
                    + " days apart, layers " + layer1SdM3PerM3 + ", " + layer2SdM3PerM3 + ", " + layer3SdM3PerM3
                    + ", bias " + biasSdM3PerM3 + " over " + biasMemoryDays + " days, rain " + rainSd
                    + ", retrieval " + retrievalSdM3PerM3);
        }
    }

    /** Most days of a window. */
    int mostDays() {
        return 2 * anchorDays;
    }

    /** The same with anchors so far apart. */
    VariationalNumbers withAnchorDays(int days) {
        return new VariationalNumbers(
                days,
                layer1SdM3PerM3,
                layer2SdM3PerM3,
                layer3SdM3PerM3,
                biasSdM3PerM3,
                biasMemoryDays,
                rainSd,
                retrievalSdM3PerM3);
    }
}

package org.soilcast.dayline.correction;

/**
 * The five constants of the residual filter, the same for all cells; learned, and carried by the bundle.
 *
 * @param slowDays time constant of the slow error, days
 * @param slowSdM3PerM3 standard deviation of the slow error, m3/m3
 * @param fastDays time constant of the fast error, days
 * @param fastSdM3PerM3 the same of the fast error
 * @param retrievalSdM3PerM3 standard deviation of what no memory explains, m3/m3
 */
public record ResidualNumbers(
        double slowDays, double slowSdM3PerM3, double fastDays, double fastSdM3PerM3, double retrievalSdM3PerM3) {
    public ResidualNumbers {
        if (!(slowDays > 0 && fastDays > 0) || !(slowSdM3PerM3 >= 0 && fastSdM3PerM3 >= 0 && retrievalSdM3PerM3 > 0)) {
            throw new IllegalArgumentException("no numbers of a residual filter: slow " + slowSdM3PerM3 + " over "
                    + slowDays + " days, fast " + fastSdM3PerM3 + " over " + fastDays + " days, retrieval "
                    + retrievalSdM3PerM3);
        }
    }

    /** The same relations between the errors, all of them larger or smaller: the gain stays, what is expected does not. */
    public ResidualNumbers scaled(double factor) {
        return new ResidualNumbers(
                slowDays, slowSdM3PerM3 * factor, fastDays, fastSdM3PerM3 * factor, retrievalSdM3PerM3 * factor);
    }
}

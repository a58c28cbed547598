package org.soilcast.dayline.alert;

import org.soilcast.dayline.drought.DroughtClass;

/** How dry the soil of a cell or an area is on a day at one depth, by its analysis. */
public final class DroughtDay {
    /** The dry classes, D4 to D0. */
    public static final int CLASSES = DroughtClass.D0.ordinal() + 1;

    private final int epochDay;
    private final float percentile;
    private final float[] shares;
    private final int modelVersion;
    private final int revision;
    private final boolean shortClimatology;

    /**
     * A day.
     *
     * @param epochDay date, days since 1970-01-01
     * @param percentile of the analysis in its climatology, of an area the mean, 0 … 100
     * @param shares of the members in a class or a drier one, of an area the mean, [D4 … D0], 0 … 1, kept as they are
     * @param modelVersion model version that computed the day
     * @param revision highest input version used
     * @param shortClimatology whether the percentile is a rank among fewer than 30 years
     */
    public DroughtDay(
            int epochDay, float percentile, float[] shares, int modelVersion, int revision, boolean shortClimatology) {
        if (shares.length != CLASSES) {
            throw new IllegalArgumentException("shares: expected " + CLASSES + ", found " + shares.length);
        }
        this.epochDay = epochDay;
        this.percentile = percentile;
        this.shares = shares;
        this.modelVersion = modelVersion;
        this.revision = revision;
        this.shortClimatology = shortClimatology;
    }

    int epochDay() {
        return epochDay;
    }

    float percentile() {
        return percentile;
    }

    float share(DroughtClass upTo) {
        return shares[upTo.ordinal()];
    }

    int modelVersion() {
        return modelVersion;
    }

    int revision() {
        return revision;
    }

    boolean shortClimatology() {
        return shortClimatology;
    }
}

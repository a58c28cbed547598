package org.soilcast.dayline.alert;

import java.io.Serializable;
import java.util.Locale;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.drought.FlashDrought;

/**
 * When a cell or an area is in drought, and when it is no longer. An alert is raised when it has been as dry as the
 * threshold, with enough of the members, in several pentads in a row, of a flash drought when it also has become so dry so
 * fast; it is cleared when it has been wetter than the threshold by a margin in several. In between its class follows
 * likewise.
 *
 * @param name by which alerts are told apart: letters, digits and hyphens
 * @param kind what begins it
 * @param depth of which the soil is looked at
 * @param threshold class of which, or a drier one, is told
 * @param probability least share of the members in that class or a drier one, mean of a pentad, 0 … 1
 * @param pentadsToRaise pentads in a row that it takes to raise an alert or to make its class drier
 * @param clearMarginPercentile how far the percentile must be above a class to leave it
 * @param pentadsToClear pentads in a row that it takes to leave a class, or to clear the alert
 * @param leastGapDays days between two changes of a cell at the least
 */
public record AlertRule(
        String name,
        Kind kind,
        Depth depth,
        DroughtClass threshold,
        float probability,
        int pentadsToRaise,
        int clearMarginPercentile,
        int pentadsToClear,
        int leastGapDays)
        implements Serializable {
    /** Severe drought or worse: what a drought office is told when it has said nothing else. */
    public static final AlertRule SEVERE_DROUGHT = new AlertRule("severe-drought", DroughtClass.D2, .7f, 2, 5, 2, 7);

    private static final int MOST_PENTADS = 6;

    /** What begins a drought. */
    public enum Kind {
        /** It is dry. */
        DROUGHT(0),
        /** It has become dry so fast as {@link FlashDrought} says. */
        FLASH_DROUGHT(FlashDrought.PENTADS);

        private final int pentadsBefore;

        Kind(int pentadsBefore) {
            this.pentadsBefore = pentadsBefore;
        }

        /** Pentads before the first dry one that it looks at. */
        int pentadsBefore() {
            return pentadsBefore;
        }

        /** Its name in files: lower case, with a hyphen. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public AlertRule {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("name of a rule: expected letters, digits and hyphens, found " + name);
        }
        if (threshold.ordinal() > DroughtClass.D0.ordinal()) {
            throw new IllegalArgumentException("threshold of " + name + ": expected D0 to D4, found " + threshold);
        }
        if (kind == Kind.FLASH_DROUGHT && threshold.upToPercentile() > FlashDrought.TO_PERCENTILE) {
            throw new IllegalArgumentException(
                    "threshold of " + name + ": expected D1 or a drier class of a flash drought, found " + threshold);
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability of " + name + ": expected above 0 up to 1, found " + probability);
        }
        require(name, "pentads to raise", pentadsToRaise, 1, MOST_PENTADS);
        require(name, "pentads to clear", pentadsToClear, 1, MOST_PENTADS);
        require(name, "margin to clear", clearMarginPercentile, 0, 100 - threshold.upToPercentile());
        require(name, "least gap in days", leastGapDays, 0, 366);
    }

    /** A drought of the root zone. */
    public AlertRule(
            String name,
            DroughtClass threshold,
            float probability,
            int pentadsToRaise,
            int clearMarginPercentile,
            int pentadsToClear,
            int leastGapDays) {
        this(
                name,
                Kind.DROUGHT,
                Depth.ROOT_ZONE,
                threshold,
                probability,
                pentadsToRaise,
                clearMarginPercentile,
                pentadsToClear,
                leastGapDays);
    }

    private static void require(String name, String what, int found, int least, int most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    what + " of " + name + ": expected " + least + " to " + most + ", found " + found);
        }
    }

    /** Pentads up to a decision that it looks at; the model version of one more, where it is known, says what moved it. */
    public int pentadsBack() {
        return Math.max(pentadsToRaise + kind.pentadsBefore(), pentadsToClear);
    }
}

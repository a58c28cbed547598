package org.soilcast.dayline.alert;

import java.io.Serializable;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * When the root zone of a cell is in drought, and when it is no longer. An alert is raised when it has been as dry as the
 * threshold, with enough of the members, in several pentads in a row, and cleared when it has been wetter than the threshold
 * by a margin in several. In between its class follows likewise.
 *
 * @param name by which alerts are told apart: letters, digits and hyphens
 * @param threshold class of which, or a drier one, is told
 * @param probability least share of the members in that class or a drier one, mean of a pentad, 0 … 1
 * @param pentadsToRaise pentads in a row that it takes to raise an alert or to make its class drier
 * @param clearMarginPercentile how far the percentile must be above a class to leave it
 * @param pentadsToClear pentads in a row that it takes to leave a class, or to clear the alert
 * @param leastGapDays days between two changes of a cell at the least
 */
public record AlertRule(
        String name,
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

    public AlertRule {
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("name of a rule: expected letters, digits and hyphens, found " + name);
        }
        if (threshold.ordinal() > DroughtClass.D0.ordinal()) {
            throw new IllegalArgumentException("threshold of " + name + ": expected D0 to D4, found " + threshold);
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

    private static void require(String name, String what, int found, int least, int most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    what + " of " + name + ": expected " + least + " to " + most + ", found " + found);
        }
    }

    /** Pentads up to a decision that it looks at; the model version of one more, where it is known, says what moved it. */
    public int pentadsBack() {
        return Math.max(pentadsToRaise, pentadsToClear);
    }
}

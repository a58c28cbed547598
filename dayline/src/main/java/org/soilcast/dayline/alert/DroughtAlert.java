package org.soilcast.dayline.alert;

import java.util.OptionalInt;
import org.soilcast.dayline.drought.DroughtClass;

/**
 * An alert as it stands after its latest change. Dates are days since 1970-01-01.
 *
 * @param onsetEpochDay first day of the first pentad that raised it; with rule and cell, its identity
 * @param raisedEpochDay last day of the last of them
 * @param droughtClass its class
 * @param peak the driest class it has had
 * @param changedEpochDay last day of the pentad of its latest change; the fields behind are of that pentad
 * @param percentile mean of the pentad, 0 … 100
 * @param probability mean share of the members in its class or a drier one, 0 … 1; in the rule's class once it is cleared
 * @param modelChanged whether another model version came into force among the pentads that led to the change
 * @param modelVersion model version of the pentad's last day
 * @param revision highest input version of its days
 * @param shortClimatology whether its percentiles are ranks among fewer than 30 years
 * @param clearedEpochDay last day of the pentad that cleared it; none while it stands
 */
public record DroughtAlert(
        int onsetEpochDay,
        int raisedEpochDay,
        DroughtClass droughtClass,
        DroughtClass peak,
        int changedEpochDay,
        float percentile,
        float probability,
        boolean modelChanged,
        int modelVersion,
        int revision,
        boolean shortClimatology,
        OptionalInt clearedEpochDay) {
    /** Whether it has not been cleared. */
    public boolean stands() {
        return clearedEpochDay.isEmpty();
    }
}

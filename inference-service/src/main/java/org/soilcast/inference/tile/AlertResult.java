package org.soilcast.inference.tile;

/**
 * An alert of a cell or an area as it is told. Dates are days since 1970-01-01; fields are those of
 * {@link org.soilcast.dayline.alert.DroughtAlert}.
 *
 * @param rule name of the rule
 * @param kind what the rule is about, by the label of {@link org.soilcast.dayline.alert.AlertRule.Kind}
 * @param variable {@link #ROOT_ZONE} or {@link #SURFACE}
 * @param tile as in {@link AlertSubject}, like the three that follow
 * @param cell index of the cell
 * @param area identifier of the area
 * @param areaName what people call it
 * @param news how it is told
 * @param sequence how often it has been told, 1-based
 * @param droughtClass number of its class, 1 … 5
 * @param peakClass number of the driest class it has had
 * @param percentile mean of the pentad of the latest change
 * @param probability mean share of members in the class or a drier one
 * @param onsetEpochDay first day
 * @param raisedEpochDay day it was raised
 * @param clearedEpochDay day it was cleared; {@link #NOT_CLEARED} while it stands
 * @param changedEpochDay day of the latest change
 * @param provisional whether late input may still change it
 * @param modelChanged whether a new model version led to the change
 * @param modelVersion model version
 * @param revision highest input version
 * @param shortClimatology whether percentiles are ranks among few years
 * @param notifies whether somebody is to be told
 */
public record AlertResult(
        String rule,
        String kind,
        String variable,
        int tile,
        int cell,
        String area,
        String areaName,
        AlertNews news,
        int sequence,
        int droughtClass,
        int peakClass,
        float percentile,
        float probability,
        int onsetEpochDay,
        int raisedEpochDay,
        int clearedEpochDay,
        int changedEpochDay,
        boolean provisional,
        boolean modelChanged,
        int modelVersion,
        int revision,
        boolean shortClimatology,
        boolean notifies) {
    /** The top metre. */
    public static final String ROOT_ZONE = "rootzone";
    /** The top 5 cm. */
    public static final String SURFACE = "surface";
    /** Day of clearing of an alert that stands. */
    public static final int NOT_CLEARED = Integer.MAX_VALUE;
}

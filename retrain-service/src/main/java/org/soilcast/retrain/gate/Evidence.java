package org.soilcast.retrain.gate;

/**
 * All that the gate sees: two versions over the same days.
 *
 * @param pairs the retrievals judged by
 * @param champion run of the version in force
 * @param challenger run of the one that would replace it
 * @param championTrained whether the one in force has learned anything
 * @param climatologyYears whole years that the percentiles are ranks among
 */
public record Evidence(
        JudgedPairs pairs, VersionRun champion, VersionRun challenger, boolean championTrained, int climatologyYears) {}

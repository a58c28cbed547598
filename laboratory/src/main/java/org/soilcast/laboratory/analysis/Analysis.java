package org.soilcast.laboratory.analysis;

import org.soilcast.learning.correction.ForecastRun;

/** A way to let retrievals change the land model's state: what it has learned, applied to cells of any history. */
public interface Analysis {
    /** What is forecast of each day's retrieval before it is seen, {@code [day][cell]}, m3/m3. */
    ForecastRun.Forecasts forecasts(SettledCells cells);

    /** How an analysis learns its few numbers. */
    @FunctionalInterface
    interface Learning {
        /** Learns from cells and days. */
        Analysis from(SettledCells training);
    }
}

package org.soilcast.laboratory.recurrent;

import java.time.LocalDate;
import java.util.List;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;

/**
 * What a recurrent network sees of some cells, day by day: weather, the cell's attributes and climate, and if asked for
 * the last retrieval before the day. All standardised by the cells that are learned from.
 */
final class SequenceInputs {
    private static final double MIDDLE_M3_PER_M3 = 0.2;
    private static final double SPREAD_M3_PER_M3 = 0.1;

    private final CellHistory history;
    private final boolean lagged;
    private final int fixedFeatures;
    private final float[] fixed; // [cell][feature], the same on all days

    /**
     * @param learnedFrom says what the attributes are standardised by
     * @param history cells and days of the sequences
     * @param trainTo last day whose climate is known
     * @param lagged whether earlier retrievals are seen
     */
    SequenceInputs(CellHistory learnedFrom, CellHistory history, LocalDate trainTo, boolean lagged) {
        this.history = history;
        this.lagged = lagged;
        NetworkInputs known = learnedFrom.inputs();
        InputScaling scaling = InputScaling.of(CellInputs.learnable(known), List.of(known));
        fixed = scaling.encode(history.between(history.span().first(), trainTo).inputs());
        fixedFeatures = fixed.length / cells();
    }

    int cells() {
        return history.cells().size();
    }

    int days() {
        return history.span().days();
    }

    /** Inputs a day. */
    int features() {
        return 3 + fixedFeatures + (lagged ? 3 : 0);
    }

    /** {@code [chosen][day][feature]}. */
    float[] features(int... chosen) {
        var values = new float[chosen.length * days() * features()];
        int at = 0;
        for (int cell : chosen) {
            int lastDay = -1;
            for (int day = 0; day < days(); day++) {
                at = weather(day, cell, values, at);
                System.arraycopy(fixed, cell * fixedFeatures, values, at, fixedFeatures);
                at += fixedFeatures;
                if (lagged) {
                    if (lastDay >= 0) {
                        values[at] = (float)
                                ((history.recommendedRetrieval(lastDay, cell) - MIDDLE_M3_PER_M3) / SPREAD_M3_PER_M3);
                        values[at + 1] = (float) StrictMath.log(day - lastDay);
                        values[at + 2] = 1;
                    }
                    at += 3;
                    lastDay = Float.isNaN(history.recommendedRetrieval(day, cell)) ? lastDay : day;
                }
            }
        }
        return values;
    }

    /** Retrievals {@code [chosen][day]}, m3/m3; 0 where there is none. */
    float[] retrievals(int... chosen) {
        var values = new float[chosen.length * days()];
        for (int i = 0; i < values.length; i++) {
            float retrieval = history.recommendedRetrieval(i % days(), chosen[i / days()]);
            values[i] = Float.isNaN(retrieval) ? 0 : retrieval;
        }
        return values;
    }

    /** One over the cell's number of retrievals on days with one, else 0; {@code [chosen][day]}. */
    float[] weights(int... chosen) {
        var values = new float[chosen.length * days()];
        for (int i = 0; i < chosen.length; i++) {
            int count = 0;
            for (int day = 0; day < days(); day++) {
                count += Float.isNaN(history.recommendedRetrieval(day, chosen[i])) ? 0 : 1;
            }
            for (int day = 0; day < days(); day++) {
                boolean observed = !Float.isNaN(history.recommendedRetrieval(day, chosen[i]));
                values[i * days() + day] = observed ? 1f / count : 0;
            }
        }
        return values;
    }

    private int weather(int day, int cell, float[] values, int at) {
        CellForcing forcing = history.forcing();
        values[at] = (float) StrictMath.log1p(forcing.precipitationMmPerDay(day, cell)) - 0.5f;
        values[at + 1] = (forcing.airTemperatureC(day, cell) - 12) / 10;
        values[at + 2] = (forcing.potentialEvapotranspirationMmPerDay(day, cell) - 3) / 2;
        return at + 3;
    }
}

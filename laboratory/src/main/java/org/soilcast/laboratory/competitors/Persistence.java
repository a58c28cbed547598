package org.soilcast.laboratory.competitors;

import java.util.Arrays;
import org.soilcast.learning.history.CellHistory;

/** Every day is like the last retrieval that is at least so many days old. */
public record Persistence(int leastAgeDays) implements Competitor {
    public Persistence {
        if (leastAgeDays < 1) {
            throw new IllegalArgumentException("a retrieval of the day itself is no prediction, age " + leastAgeDays);
        }
    }

    @Override
    public String name() {
        return leastAgeDays == 1 ? "persistence" : "persistence-" + leastAgeDays + "-days";
    }

    @Override
    public Scope scope() {
        return Scope.UNTRAINED;
    }

    @Override
    public Prediction predict(LearningTask task) {
        CellHistory history = task.target();
        int cells = history.cells().size();
        int days = history.span().days();
        var surface = new float[days * cells];
        var last = new float[cells];
        Arrays.fill(last, Float.NaN);
        for (int day = 0; day < days; day++) {
            for (int cell = 0; cell < cells; cell++) {
                if (day >= leastAgeDays) {
                    float retrieval = history.recommendedRetrieval(day - leastAgeDays, cell);
                    last[cell] = Float.isNaN(retrieval) ? last[cell] : retrieval;
                }
                surface[day * cells + cell] = last[cell];
            }
        }
        return new Prediction.Surface(surface);
    }
}

package org.soilcast.learning.correction;

import java.util.Arrays;
import java.util.Optional;
import org.soilcast.dayline.correction.CellMemory;
import org.soilcast.dayline.correction.Correction;
import org.soilcast.dayline.correction.CorrectionNet;
import org.soilcast.dayline.correction.Features;
import org.soilcast.dayline.correction.ResidualNumbers;
import org.soilcast.land.physics.Driver;
import org.soilcast.learning.history.CellHistory;

/**
 * Days of many cells through the day line's correction, beside an open loop that has been computed: what is forecast of
 * each retrieval before it comes. Every series is {@code [day][cell]}.
 */
public final class ForecastRun {
    private final CellHistory history;
    private final float[] openLoop;

    /**
     * A run to come.
     *
     * @param openLoop surface soil moisture of these days and cells, m3/m3
     */
    public ForecastRun(CellHistory history, float[] openLoop) {
        if (openLoop.length != history.span().days() * history.cells().size()) {
            throw new IllegalArgumentException("expected an open loop of "
                    + history.span().days() + " days, found " + openLoop.length + " values");
        }
        this.history = history;
        this.openLoop = openLoop;
    }

    /**
     * What is forecast of retrievals.
     *
     * @param expected m3/m3
     * @param expectedSd standard deviation of a retrieval around it, m3/m3
     */
    public record Forecasts(float[] expected, float[] expectedSd) {}

    /** Forecasts of all days. */
    public Forecasts with(Correction correction) {
        int cells = history.cells().size();
        var forecasts = new Forecasts(new float[openLoop.length], new float[openLoop.length]);
        var expected = new float[cells];
        var expectedSd = new float[cells];
        run(correction.numbers(), (day, memory, today, drivers) -> {
            correction.forecast(memory, epochDay(day), today, drivers, expected, expectedSd);
            System.arraycopy(expected, 0, forecasts.expected, day * cells, cells);
            System.arraycopy(expectedSd, 0, forecasts.expectedSd, day * cells, cells);
        });
        return forecasts;
    }

    /** Forecasts of the residual filter alone. */
    Forecasts with(ResidualNumbers numbers) {
        return with(new Correction(numbers, Optional.empty()));
    }

    /**
     * Forecasts of the residual filter, and the features of those days and cells whose retrieval it remembers an earlier
     * one of.
     */
    CorrectionSamples samples(ResidualNumbers numbers, int firstDay) {
        int cells = history.cells().size();
        var samples = new CorrectionSamples.Builder();
        var correction = new Correction(numbers, Optional.<CorrectionNet>empty());
        var expected = new float[cells];
        var expectedSd = new float[cells];
        var features = new float[Features.COUNT * cells];
        run(numbers, (day, memory, today, drivers) -> {
            if (day < firstDay) {
                return;
            }
            correction.forecast(memory, epochDay(day), today, drivers, expected, expectedSd);
            Features.of(numbers, memory, epochDay(day), today, drivers, features, cells);
            for (int cell = 0; cell < cells; cell++) {
                float retrieval = history.recommendedRetrieval(day, cell);
                if (!Float.isNaN(retrieval) && memory.remembersRetrieval(cell)) {
                    samples.add(features, cell, cells, retrieval - expected[cell]);
                }
            }
        });
        return samples.build();
    }

    /** Root mean square of retrieval less forecast of each cell from a day on, m3/m3; NaN without retrievals. */
    double[] rmse(float[] forecasts, int firstDay) {
        int cells = history.cells().size();
        var squares = new double[cells];
        var count = new int[cells];
        for (int day = firstDay; day < history.span().days(); day++) {
            for (int cell = 0; cell < cells; cell++) {
                double off = history.recommendedRetrieval(day, cell) - (double) forecasts[day * cells + cell];
                if (!Double.isNaN(off)) {
                    squares[cell] += off * off;
                    count[cell]++;
                }
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            squares[cell] = Math.sqrt(squares[cell] / count[cell]);
        }
        return squares;
    }

    CellHistory history() {
        return history;
    }

    private int epochDay(int day) {
        return Math.toIntExact(history.span().first().toEpochDay() + day);
    }

    /** What is done on each day before its retrievals are learned from. */
    private interface Morning {
        void see(int day, CellMemory memory, float[] openLoop, float[] drivers);
    }

    private void run(ResidualNumbers numbers, Morning morning) {
        int cells = history.cells().size();
        var memory = new CellMemory(new float[CellMemory.ROWS * cells], 0, cells);
        memory.begin();
        var drivers = new float[Driver.values().length * cells];
        var observed = new float[cells];
        for (int day = 0; day < history.span().days(); day++) {
            history.forcing().drivers(day, drivers);
            float[] today = Arrays.copyOfRange(openLoop, day * cells, (day + 1) * cells);
            for (int cell = 0; cell < cells; cell++) {
                observed[cell] = history.recommendedRetrieval(day, cell);
            }
            memory.beginDay(numbers);
            morning.see(day, memory, today, drivers);
            memory.endDay(numbers, today, observed, drivers);
        }
    }
}

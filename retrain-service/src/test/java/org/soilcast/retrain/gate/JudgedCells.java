package org.soilcast.retrain.gate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;

/** Days with a retrieval of 0.2 m3/m3 in every cell, and versions that miss it by what a test says. */
final class JudgedCells {
    static final LocalDate FIRST = LocalDate.parse("2016-01-01"); // a leap year: 31 + 29 + 31 days
    static final int DAYS = 91;
    static final float RETRIEVAL = 0.2f;

    private final int cells;

    JudgedCells(int cells) {
        this.cells = cells;
    }

    /** By how much a version misses a retrieval, m3/m3. */
    interface Error {
        double of(int day, int cell);
    }

    JudgedPairs pairs(JudgedPairs.Learned... versions) {
        var retrievals = new float[DAYS * cells];
        Arrays.fill(retrievals, RETRIEVAL);
        return pairs(retrievals, versions);
    }

    /** With these retrievals, {@code [day][cell]}. */
    JudgedPairs pairs(float[] retrievals, JudgedPairs.Learned... versions) {
        var forcing = new CellForcing(
                new DaySpan(FIRST, DAYS),
                cells,
                new float[DAYS * cells],
                new float[DAYS * cells],
                new float[DAYS * cells]);
        List<CellHistory.Cell> places = IntStream.range(0, cells)
                .mapToObj(cell -> new CellHistory.Cell("c" + cell, 40, -100))
                .toList();
        NetworkInputs attributes = CellAttributes.of(Map.of("sand_percent", new float[cells]), cells);
        return JudgedPairs.of(
                new CellHistory(places, forcing, retrievals, retrievals, attributes, ObservationOperator.END_OF_DAY),
                versions);
    }

    /** A version that errs so, in open loop and forecast, in the middle of its parameters and classes. */
    VersionRun run(Error error) {
        var predicted = new float[DAYS * cells];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = (float) (RETRIEVAL + error.of(i / cells, i % cells));
        }
        return run(predicted, percentiles(50));
    }

    VersionRun run(float[] predicted, float[] percentiles) {
        return new VersionRun(parameters(), predicted, predicted, percentiles, 1e-5);
    }

    float[] percentiles(float percentile) {
        var percentiles = new float[DAYS * cells];
        Arrays.fill(percentiles, percentile);
        return percentiles;
    }

    float[] parameters() {
        double[] texture = TextureParameters.of(40, 20, 0.3);
        var parameters = new float[texture.length * cells];
        for (Parameter parameter : Parameter.values()) {
            Arrays.fill(parameters, parameter.ordinal() * cells, (parameter.ordinal() + 1) * cells, (float)
                    texture[parameter.ordinal()]);
        }
        return parameters;
    }

    /** Two versions over all these days. */
    Evidence evidence(Error champion, Error challenger) {
        return new Evidence(pairs(), run(champion), run(challenger), true, 10);
    }
}

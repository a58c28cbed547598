package org.soilcast.dayline.correction;

import java.util.Optional;
import org.soilcast.dayline.arithmetic.RepeatableFunctions;

/**
 * The published forecast of a retrieval before it comes: open loop, slow and fast error of the residual filter, and what
 * networks add to them. It corrects what is published; no water moves because of it.
 *
 * <p>A cell without a retrieval in the last {@link CellMemory#OLDEST_DAYS} days gets nothing of the networks, and of the
 * residual filter what has not yet faded.
 */
public final class Correction {
    private final ResidualNumbers numbers;
    private final Optional<CorrectionNet> net;

    /** Five constants, and networks where there are some. */
    public Correction(ResidualNumbers numbers, Optional<CorrectionNet> net) {
        this.numbers = numbers;
        this.net = net;
    }

    /** Constants of the residual filter. */
    public ResidualNumbers numbers() {
        return numbers;
    }

    /** The networks. */
    public Optional<CorrectionNet> net() {
        return net;
    }

    /**
     * Forecasts the day's retrievals.
     *
     * @param memory moved to the day
     * @param openLoopM3PerM3 {@code [cell]}
     * @param drivers {@code [driver][cell]}
     * @param expectedM3PerM3 {@code [cell]}, written
     * @param expectedSdM3PerM3 standard deviation of a retrieval around it, {@code [cell]}, written
     */
    public void forecast(
            CellMemory memory,
            int epochDay,
            float[] openLoopM3PerM3,
            float[] drivers,
            float[] expectedM3PerM3,
            float[] expectedSdM3PerM3) {
        int cells = openLoopM3PerM3.length;
        var added = new float[cells];
        var logVariance = new float[cells];
        net.ifPresent(learned -> {
            var features = new float[Features.COUNT * cells];
            Features.of(numbers, memory, epochDay, openLoopM3PerM3, drivers, features, cells);
            learned.standardise(features, cells);
            learned.addCorrection(features, added, cells);
            learned.addLogVariance(features, logVariance, cells);
        });
        for (int cell = 0; cell < cells; cell++) {
            boolean learned = net.isPresent() && memory.remembersRetrieval(cell);
            expectedM3PerM3[cell] = openLoopM3PerM3[cell]
                    + memory.get(MemoryRow.SLOW_ERROR, cell)
                    + memory.get(MemoryRow.FAST_ERROR, cell)
                    + (learned ? added[cell] : 0);
            expectedSdM3PerM3[cell] = learned
                    ? CorrectionNet.UNIT_M3_PER_M3 * RepeatableFunctions.exp(logVariance[cell] / 2)
                    : (float) Math.sqrt(memory.innovationVariance(numbers, cell));
        }
    }
}

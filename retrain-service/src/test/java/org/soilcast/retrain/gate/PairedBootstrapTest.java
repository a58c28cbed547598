package org.soilcast.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Chances that are known: blocks of cells and months, and what drawing them with replacement can give. */
class PairedBootstrapTest {
    private static final double LOWEST = 1.0 / (1 + PairedBootstrap.DRAWS);
    /** Four standard deviations of a share of draws. */
    private static final double SHARE = 4 * Math.sqrt(0.25 / PairedBootstrap.DRAWS);

    @Test
    void equalErrorsAreNeverBetter() {
        assertThat(p((day, cell) -> 0.03, (day, cell) -> 0.03)).isEqualTo(1);
    }

    @Test
    void whatIsBetterInEveryBlockIsSoInEveryDraw() {
        assertThat(p((day, cell) -> 0.03, (day, cell) -> 0.02)).isEqualTo(LOWEST);
        assertThat(p((day, cell) -> 0.02, (day, cell) -> 0.03)).isEqualTo(1);
    }

    /** One cell, three months, of which one gets worse by more than the others gain: 1 − (2/3)³ = 19/27 draw it. */
    @Test
    void aMonthThatOutweighsTheOthersDecidesWhereverItIsDrawn() {
        double p = p(1, (day, cell) -> 0.03, (day, cell) -> day < 31 ? 0.09 : 0.02);
        assertThat(p).isCloseTo(19.0 / 27, within(SHARE));
    }

    /** The same with one month that gains more than the others lose: all draws without it, (2/3)³ = 8/27. */
    @Test
    void aMonthThatGainsMoreThanTheOthersLoseMustBeDrawn() {
        double p = p(1, (day, cell) -> 0.03, (day, cell) -> day < 31 ? 0.001 : 0.0301);
        assertThat(p).isCloseTo(8.0 / 27, within(SHARE));
    }

    @Test
    void itIsTheSameInEveryRun() {
        JudgedCells.Error champion = (day, cell) -> 0.03 + 0.001 * cell;
        JudgedCells.Error challenger = (day, cell) -> 0.031 - 0.004 * ((day + cell) % 7 - 3);
        assertThat(p(10, champion, challenger)).isEqualTo(p(10, champion, challenger));
    }

    @Test
    void blocksAreCellsAndMonths() {
        Evidence evidence = new JudgedCells(4).evidence((day, cell) -> 0.03, (day, cell) -> 0.02);
        ErrorBlocks blocks = ErrorBlocks.of(evidence, Prediction.FORECAST, false, cell -> cell != 2);
        assertThat(blocks.blocks()).hasSize(3 * 3);
        assertThat(blocks.champion()).isCloseTo(0.03, within(1e-6));
        assertThat(blocks.challenger()).isCloseTo(0.02, within(1e-6));
    }

    @Test
    void theUnbiasedErrorIsWithoutEachCellsOwnMean() {
        Evidence evidence = new JudgedCells(2)
                .evidence((day, cell) -> 0.05 * (1 + cell), (day, cell) -> 0.04 + (day % 2 == 0 ? 0.01 : -0.01));
        ErrorBlocks blocks = ErrorBlocks.of(evidence, Prediction.OPEN_LOOP, true, cell -> true);
        assertThat(blocks.champion()).isCloseTo(0, within(1e-6));
        assertThat(blocks.challenger()).isCloseTo(0.01, within(1e-5));
    }

    private static double p(JudgedCells.Error champion, JudgedCells.Error challenger) {
        return p(5, champion, challenger);
    }

    private static double p(int cells, JudgedCells.Error champion, JudgedCells.Error challenger) {
        Evidence evidence = new JudgedCells(cells).evidence(champion, challenger);
        return PairedBootstrap.p(ErrorBlocks.of(evidence, Prediction.FORECAST, false, cell -> true));
    }
}

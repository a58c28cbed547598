package org.soilcast.dayline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.dayline.filter.AnalysisFlags;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.WaterBalance;

class DayLineTest {
    private static final int DAYS = 60;

    private final DayLine dayLine = new DayLine(new LandKernel(Lanes.SCALAR));

    /** Without retrievals control and open loop are the same run, and so are analysis and open loop. */
    @Test
    void analysisWithoutRetrievalsIsTheOpenLoop() {
        var tile = new MadeUpTile(11, 32).withoutRetrievals();
        float[] state = tile.firstState();
        for (int day = 0; day < DAYS; day++) {
            ComputedDay computed = dayLine.compute(tile.day(day, state));
            state = computed.state();
            assertThat(computed.report().row(Reported.SURFACE_MEAN))
                    .as("seed %s day %s", tile.seed(), day)
                    .isEqualTo(computed.report().row(Reported.SURFACE_OPEN_LOOP));
            assertThat(TileState.run(state, Runs.CONTROL, 32)).isEqualTo(TileState.run(state, Runs.OPEN_LOOP, 32));
            assertThat(computed.report().get(Reported.SURFACE_SD, 0)).isPositive();
        }
    }

    /** The open loop is the land model and nothing else. */
    @Test
    void openLoopIsThatOfTheKernel() {
        var tile = new MadeUpTile(12, 20);
        float[] state = tile.firstState();
        float[] alone = TileState.run(state, Runs.OPEN_LOOP, 20);
        var kernel = new LandKernel(Lanes.SCALAR);
        for (int day = 0; day < DAYS; day++) {
            TileDay input = tile.unrounded(day, state);
            state = dayLine.compute(input).state();
            kernel.step(
                    alone,
                    input.model().parameters().of(Runs.OPEN_LOOP),
                    input.drivers(),
                    new float[Flux.values().length * 20],
                    20);
            assertThat(TileState.run(state, Runs.OPEN_LOOP, 20))
                    .as("day %s", day)
                    .isEqualTo(alone);
        }
    }

    /** Change of storage = rain − evapotranspiration − runoff − base flow + booked increment, mm, each cell and day. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void waterOfTheAnalysisIsConservedWithWhatIsBooked(long seed) {
        int cells = 64;
        var tile = new MadeUpTile(seed, cells);
        float[] state = tile.firstState();
        var kernel = new LandKernel(Lanes.SCALAR);
        int assimilated = 0;
        for (int day = 0; day < DAYS; day++) {
            TileDay input = tile.day(day, state);
            ComputedDay computed = dayLine.compute(input);
            float[] before = TileState.run(state, Runs.CONTROL, cells);
            float[] forecast = before.clone();
            var fluxes = new float[Flux.values().length * cells];
            kernel.step(forecast, input.model().parameters().of(Runs.CONTROL), input.drivers(), fluxes, cells);
            float[] after = TileState.run(computed.state(), Runs.CONTROL, cells);
            for (int cell = 0; cell < cells; cell++) {
                double residualMm = WaterBalance.storageMm(after, cells, cell)
                        - WaterBalance.storageMm(before, cells, cell)
                        - WaterBalance.gainMm(input.drivers(), fluxes, cells, cell)
                        - computed.report().get(Reported.INCREMENT_MM, cell);
                assertThat(residualMm)
                        .as("seed %s day %s cell %s", seed, day, cell)
                        .isCloseTo(0, within(1e-3));
                boolean used = (computed.report().flags(cell) & AnalysisFlags.ASSIMILATED) != 0;
                assimilated += used ? 1 : 0;
                boolean snow = forecast[State.SNOW_ICE_MM.ordinal() * cells + cell] > 0.1f;
                assertThat(snow && used).isFalse();
            }
            state = computed.state();
        }
        assertThat(assimilated).isGreaterThan(cells * DAYS / 20);
    }

    /** One tile of 90 cells, its cells in tiles of one, and many tiles in one step: the same bits. */
    @Test
    void bitsDoNotDependOnTileOrBatch() {
        var whole = new MadeUpTile(31, 90);
        int[][] parts = {range(0, 1), range(1, 33), range(33, 65), range(65, 90)};
        float[] state = whole.firstState();
        List<float[]> states = new ArrayList<>();
        for (int[] part : parts) {
            states.add(whole.select(part).firstState());
        }
        for (int day = 0; day < 30; day++) {
            ComputedDay together = dayLine.compute(whole.day(day, state));
            List<TileDay> days = new ArrayList<>();
            for (int i = 0; i < parts.length; i++) {
                days.add(whole.select(parts[i]).day(day, states.get(i)));
            }
            List<ComputedDay> batch = dayLine.compute(days);
            for (int i = 0; i < parts.length; i++) {
                ComputedDay alone = dayLine.compute(days.get(i));
                assertThat(batch.get(i).state()).isEqualTo(alone.state());
                assertThat(batch.get(i).report().all()).isEqualTo(alone.report().all());
                assertThat(alone.state())
                        .as("seed %s day %s part %s", whole.seed(), day, i)
                        .isEqualTo(MadeUpTile.columns(together.state(), 90, parts[i]));
                states.set(i, batch.get(i).state());
            }
            state = together.state();
        }
    }

    @Test
    void scalarAndVectorKernelGiveTheSameBits() {
        var tile = new MadeUpTile(32, 128);
        float[] scalar = tile.firstState();
        float[] vector = scalar;
        try (var vectorLine = new DayLine(new LandKernel(Lanes.best()))) {
            for (int day = 0; day < 10; day++) {
                scalar = dayLine.compute(tile.day(day, scalar)).state();
                vector = vectorLine.compute(tile.day(day, vector)).state();
                assertThat(vector).as("day %s", day).isEqualTo(scalar);
            }
        }
    }

    /** A rewind is a replay: from the anchor of a rounded day the same days give the same bits. */
    @Test
    void goingBackToAnAnchorGivesTheSameBits() {
        int cells = 33;
        var tile = new MadeUpTile(41, cells);
        float[] state = tile.firstState();
        byte[] anchor = new byte[0];
        for (int day = 0; day < 30; day++) {
            ComputedDay computed = dayLine.compute(tile.day(day, state));
            state = computed.state();
            if (day == 13) {
                anchor = TileState.anchor(state, cells);
                assertThat(anchor).hasSize(536 * cells).hasSize(TileState.anchorBytes(cells));
                assertThat(TileState.ofAnchor(anchor, cells)).isEqualTo(state);
            }
        }
        float[] again = TileState.ofAnchor(anchor, cells);
        for (int day = 14; day < 30; day++) {
            again = dayLine.compute(tile.day(day, again)).state();
        }
        assertThat(again).isEqualTo(state);
    }

    @Test
    void stateTakesLessThanFourThousandBytesACell() {
        assertThat(TileState.length(1) * Float.BYTES).isEqualTo(996);
        assertThat(TileState.length(1) * Float.BYTES + 4 * TileState.anchorBytes(1))
                .isLessThanOrEqualTo(4096);
    }

    @Test
    void inputsAreOnlyRead() {
        var tile = new MadeUpTile(51, 16);
        float[] state = tile.firstState();
        TileDay day = tile.day(13, state);
        float[] before = state.clone();
        float[] drivers = day.drivers().clone();
        ComputedDay first = dayLine.compute(day);
        ComputedDay second = dayLine.compute(day);
        assertThat(state).isEqualTo(before);
        assertThat(day.drivers()).isEqualTo(drivers);
        assertThat(second.state()).isEqualTo(first.state());
        assertThat(second.report().all()).isEqualTo(first.report().all());
    }

    /** A model version without filter computes the open loop alone and says so. */
    @Test
    void withoutFilterNumbersTheAnalysisIsTheOpenLoop() {
        var tile = new MadeUpTile(52, 16).withoutFilter();
        float[] state = tile.firstState();
        for (int day = 0; day < 20; day++) {
            ComputedDay computed = dayLine.compute(tile.day(day, state));
            state = computed.state();
            assertThat(computed.report().row(Reported.SURFACE_MEAN))
                    .isEqualTo(computed.report().row(Reported.SURFACE_OPEN_LOOP));
            assertThat(computed.report().get(Reported.SURFACE_SD, 3)).isNaN();
            assertThat(computed.report().flags(3) & AnalysisFlags.NO_FILTER).isNotZero();
            for (int run = 0; run < Runs.OPEN_LOOP; run++) {
                assertThat(TileState.run(state, run, 16)).isEqualTo(TileState.run(state, Runs.OPEN_LOOP, 16));
            }
        }
    }

    /** The daily mean is compared with the mean of begin and end. */
    @Test
    void dailyMeansAreMeansOfBeginAndEnd() {
        int cells = 8;
        var tile = new MadeUpTile(53, cells).observed(ObservationOperator.DAILY_MEAN);
        float[] state = tile.firstState();
        ComputedDay computed = dayLine.compute(tile.day(0, state));
        for (int cell = 0; cell < cells; cell++) {
            float begin = state[Runs.at(Runs.OPEN_LOOP, cells) + cell];
            float end = computed.state()[Runs.at(Runs.OPEN_LOOP, cells) + cell];
            assertThat(computed.report().get(Reported.SURFACE_OPEN_LOOP, cell))
                    .isCloseTo((begin + end) / 100, within(1e-6f));
        }
    }

    private static int[] range(int from, int to) {
        var range = new int[to - from];
        Arrays.setAll(range, i -> from + i);
        return range;
    }
}

package org.soilcast.ops.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;

class OrderDrillTest {
    private static final int SEEDS = 60;

    @TempDir
    Path folder;

    @Test
    void sixtyOrdersEndWithTheSameBytes() throws Exception {
        var drill = new OrderDrill(folder);
        var failures = new ArrayList<String>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Optional<String> difference = drill.differenceOf(seed);
            if (difference.isPresent()) {
                failures.add("seed " + seed + ": " + difference.get());
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anOperatorThatDoesNotRewindIsFound() throws Exception {
        var drill = new OrderDrill(folder, NeverRewinds::new);
        for (long seed = 0; seed < 5; seed++) {
            assertThat(drill.differenceOf(seed)).as("seed " + seed).isPresent();
        }
    }

    @Test
    void anOperatorThatLosesADayWhereItIsDividedIsFound() throws Exception {
        var drill = new OrderDrill(folder, SkipsOneDay::new);
        boolean found = false;
        for (long seed = 0; seed < SEEDS && !found; seed++) { // not every order fails with two subtasks
            found = drill.differenceOf(seed).isPresent();
        }
        assertThat(found).isTrue();
    }

    /** The operator with something done to its days. */
    private abstract static class Altered
            extends KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>
            implements CheckpointedFunction {
        final LandOperator land = new LandOperator();

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            land.initializeState(context);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            land.snapshotState(context);
        }

        @Override
        public void open(OpenContext context) {
            land.setRuntimeContext(getRuntimeContext());
            land.open(context);
        }

        @Override
        public void processElement2(TileParameters model, Context context, Collector<TileResult> out) throws Exception {
            land.processElement2(model, context, out);
        }
    }

    /** Passes over the first day that it is given after a start as one of two subtasks, which the clean run has not. */
    private static final class SkipsOneDay extends Altered {
        private boolean skipped;

        @Override
        public void open(OpenContext context) {
            super.open(context);
            skipped = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() == 1;
        }

        @Override
        public void processElement1(TileDayInput day, Context context, Collector<TileResult> out) throws Exception {
            if (skipped) {
                land.processElement1(day, context, out);
            }
            skipped = true;
        }
    }

    /** Takes each day of a tile only when it is newer than all before it, as an operator without anchors would. */
    private static final class NeverRewinds extends Altered {
        private final Map<Integer, Long> newest = new HashMap<>();

        @Override
        public void processElement1(TileDayInput day, Context context, Collector<TileResult> out) throws Exception {
            boolean isDay = day.kind() == TileDayInput.Kind.DAY;
            if (!isDay || day.epochDay() > newest.getOrDefault(day.tile(), Long.MIN_VALUE)) {
                if (isDay) {
                    newest.put(day.tile(), day.epochDay());
                }
                land.processElement1(day, context, out);
            }
        }
    }
}

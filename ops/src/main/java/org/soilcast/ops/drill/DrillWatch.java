package org.soilcast.ops.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.area.TileAreas;
import org.soilcast.inference.operators.AlertOperator;
import org.soilcast.inference.operators.AreaAlertOperator;
import org.soilcast.inference.operators.AreaOperator;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.TileResult;

/** What follows the land operators of a {@link DrillJob}: alerts of cells, days of areas, and alerts of areas. */
final class DrillWatch implements AutoCloseable {
    /** All tiles together, and two of them. */
    static final List<AreaCells> AREAS = List.of(
            new AreaCells(
                    "all", "All", new int[] {0, 1, 2}, new int[][] {{0}, {0, 1}, {1}}, new float[][] {{1}, {2, 3}, {4}
                    }),
            new AreaCells("two", "Two", new int[] {0, 2}, new int[][] {{1}, {0}}, new float[][] {{.5f}, {.25f}}));

    private final List<Subtask> subtasks = new ArrayList<>();
    private final List<AlertResult> alerts = new ArrayList<>();
    private final List<AreaDayResult> areaDays = new ArrayList<>();
    private final TileAreas tiles = new TileAreas(AREAS);

    /** States of the three, and of how many subtasks each. */
    record State(
            int subtasks, OperatorSubtaskState alerts, OperatorSubtaskState areas, OperatorSubtaskState areaAlerts) {}

    private record Subtask(
            KeyedOneInputStreamOperatorTestHarness<Integer, TileResult, AlertResult> alerts,
            KeyedOneInputStreamOperatorTestHarness<String, AreaPart, AreaDayResult> areas,
            KeyedOneInputStreamOperatorTestHarness<String, AreaDayResult, AlertResult> areaAlerts) {}

    /** Starts so many subtasks, with a state if there is one. */
    void deploy(int count, Optional<State> from) throws Exception {
        subtasks.clear();
        for (int i = 0; i < count; i++) {
            subtasks.add(new Subtask(
                    started(
                            new AlertOperator(OrderPipeline.WATCH),
                            TileResult::tile,
                            Types.INT,
                            part(from, from.map(State::alerts), count, i),
                            count,
                            i),
                    started(
                            new AreaOperator(AREAS),
                            AreaPart::area,
                            Types.STRING,
                            part(from, from.map(State::areas), count, i),
                            count,
                            i),
                    started(
                            new AreaAlertOperator(OrderPipeline.WATCH),
                            AreaDayResult::area,
                            Types.STRING,
                            part(from, from.map(State::areaAlerts), count, i),
                            count,
                            i)));
        }
    }

    private static Optional<OperatorSubtaskState> part(
            Optional<State> from, Optional<OperatorSubtaskState> all, int count, int subtask) {
        return all.map(state -> DrillJob.part(state, from.orElseThrow().subtasks(), count, subtask));
    }

    private static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> started(
            KeyedProcessFunction<K, I, O> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            Optional<OperatorSubtaskState> state,
            int count,
            int subtask)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), key, keyType, InferenceConfig.MAX_PARALLELISM, count, subtask);
        if (state.isPresent()) {
            harness.initializeState(state.get());
        }
        harness.open();
        return harness;
    }

    /** Takes a result of the land operators. */
    void take(TileResult result) throws Exception {
        alerts.addAll(sent(of(result.tile()).alerts(), result));
        List<AreaPart> parts = new ArrayList<>();
        tiles.parts(result, parts::add);
        for (AreaPart part : parts) {
            for (AreaDayResult day : sent(of(part.area()).areas(), part)) {
                areaDays.add(day);
                alerts.addAll(sent(of(day.area()).areaAlerts(), day));
            }
        }
    }

    private static <I, O> List<O> sent(KeyedOneInputStreamOperatorTestHarness<?, I, O> harness, I input)
            throws Exception {
        harness.processElement(input, 0);
        List<O> out = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return out;
    }

    private Subtask of(Object key) {
        return subtasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, InferenceConfig.MAX_PARALLELISM, subtasks.size()));
    }

    /** The state as it is now. */
    State snapshot(long checkpoint) throws Exception {
        var alertStates = new OperatorSubtaskState[subtasks.size()];
        var areas = new OperatorSubtaskState[subtasks.size()];
        var areaAlerts = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < subtasks.size(); i++) {
            alertStates[i] = subtasks.get(i).alerts().snapshot(checkpoint, 0);
            areas[i] = subtasks.get(i).areas().snapshot(checkpoint, 0);
            areaAlerts[i] = subtasks.get(i).areaAlerts().snapshot(checkpoint, 0);
        }
        return new State(
                subtasks.size(),
                AbstractStreamOperatorTestHarness.repackageState(alertStates),
                AbstractStreamOperatorTestHarness.repackageState(areas),
                AbstractStreamOperatorTestHarness.repackageState(areaAlerts));
    }

    /** All alerts so far as they were told, in their order. */
    List<AlertResult> alerts() {
        return List.copyOf(alerts);
    }

    /** All days of areas so far, in their order. */
    List<AreaDayResult> areaDays() {
        return List.copyOf(areaDays);
    }

    @Override
    public void close() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.alerts().close();
            subtask.areas().close();
            subtask.areaAlerts().close();
        }
    }
}

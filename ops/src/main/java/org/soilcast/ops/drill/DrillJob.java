package org.soilcast.ops.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.inference.tile.ForecastResult;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.tile.TileStates;
import org.soilcast.inference.topics.DecodeTileDay;
import org.soilcast.inference.topics.TopicRecord;
import org.soilcast.inference.topics.Undecodable;
import org.soilcast.schemas.Topics;

/**
 * The stateful middle of the inference job, decoder, land operator, alerts and areas, in Flink's test harness with one to four
 * subtasks.
 * At moments that are drawn it takes a checkpoint, and at others it fails: its state is that of the last checkpoint then,
 * spread over as many subtasks as are drawn, and what has come since comes again. What it has sent stays sent.
 */
final class DrillJob implements AutoCloseable {
    private static final int MOST_SUBTASKS = 4;
    private static final int CHECKPOINT_EVERY = 60;
    private static final int FAILURE_EVERY = 400;

    private final String domain;
    private final Supplier<KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>> landOperators;
    private final Optional<Random> failures;
    private final List<Subtask> subtasks = new ArrayList<>();
    private final List<Input> sinceCheckpoint = new ArrayList<>();
    private final List<TileResult> results = new ArrayList<>();
    private final List<ForecastResult> forecasts = new ArrayList<>();
    private final DrillWatch watch = new DrillWatch();
    private final List<RejectedInput> refused = new ArrayList<>();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private long offset;

    /** What comes in, so that it can come again. */
    private interface Input {
        void process() throws Exception;
    }

    /** States of decoders, land operators and what is behind them, and of how many subtasks each. */
    private record Checkpoint(
            int subtasks, OperatorSubtaskState decoders, OperatorSubtaskState lands, DrillWatch.State watch) {}

    private record Subtask(
            OneInputStreamOperatorTestHarness<TopicRecord, TileDayInput> decoder,
            KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult> land) {}

    /**
     * Starts with no state.
     *
     * @param landOperators makes the operator under test, for each subtask
     * @param failures draws the moments and the numbers of subtasks; without it there is one subtask and no failure
     */
    DrillJob(
            String domain,
            Supplier<KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>> landOperators,
            Optional<Random> failures)
            throws Exception {
        this.domain = domain;
        this.landOperators = landOperators;
        this.failures = failures;
        deploy();
    }

    /** Takes a record of a partition of the tile-days. */
    void take(int partition, byte[] value) throws Exception {
        var record = new TopicRecord(Topics.TILE_DAYS.topic(), partition, offset++, value);
        take(() -> process(record));
    }

    /** Takes parameters as they leave the parameter network. */
    void take(TileParameters parameters) throws Exception {
        take(() -> {
            Subtask subtask = of(parameters.tile());
            subtask.land().processElement2(parameters, 0);
            collect(subtask);
        });
    }

    private void take(Input input) throws Exception {
        if (failures.isPresent() && failures.get().nextInt(CHECKPOINT_EVERY) == 0) {
            checkpoint();
        }
        sinceCheckpoint.add(input);
        input.process();
        if (failures.isPresent() && failures.get().nextInt(FAILURE_EVERY) == 0) {
            fail();
        }
    }

    private void process(TopicRecord record) throws Exception {
        var decoder = subtasks.get(record.partition() % subtasks.size()).decoder();
        decoder.processElement(record, 0);
        for (TileDayInput day : decoder.extractOutputValues()) {
            Subtask subtask = of(day.tile());
            subtask.land().processElement1(day, 0);
            collect(subtask);
        }
        decoder.getOutput().clear();
        collect(decoder, Undecodable.REJECTED, refused);
    }

    private void collect(Subtask subtask) throws Exception {
        for (TileResult result : subtask.land().extractOutputValues()) {
            results.add(result);
            watch.take(result);
        }
        subtask.land().getOutput().clear();
        collect(subtask.land(), LandOperator.FORECASTS, forecasts);
        collect(subtask.land(), LandOperator.REJECTED, refused);
    }

    private static <T> void collect(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag, List<T> into) {
        var found = harness.getSideOutput(tag);
        if (found != null) { // the harness knows a side output from its first record on
            found.forEach(record -> into.add(record.getValue()));
            found.clear();
        }
    }

    private Subtask of(int tile) {
        return subtasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                tile, InferenceConfig.MAX_PARALLELISM, subtasks.size()));
    }

    private void checkpoint() throws Exception {
        var decoders = new OperatorSubtaskState[subtasks.size()];
        var lands = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < subtasks.size(); i++) {
            decoders[i] = subtasks.get(i).decoder().snapshot(offset, 0);
            lands[i] = subtasks.get(i).land().snapshot(offset, 0);
        }
        checkpoint = Optional.of(new Checkpoint(
                subtasks.size(),
                AbstractStreamOperatorTestHarness.repackageState(decoders),
                AbstractStreamOperatorTestHarness.repackageState(lands),
                watch.snapshot(offset)));
        sinceCheckpoint.clear();
    }

    private void fail() throws Exception {
        close();
        deploy();
        for (Input input : sinceCheckpoint) {
            input.process();
        }
    }

    private void deploy() throws Exception {
        subtasks.clear();
        int count = failures.map(random -> 1 + random.nextInt(MOST_SUBTASKS)).orElse(1);
        for (int i = 0; i < count; i++) {
            var decoder = new OneInputStreamOperatorTestHarness<TopicRecord, TileDayInput>(
                    new ProcessOperator<>(new DecodeTileDay(domain)), InferenceConfig.MAX_PARALLELISM, count, i);
            var land = new KeyedTwoInputStreamOperatorTestHarness<Integer, TileDayInput, TileParameters, TileResult>(
                    new KeyedCoProcessOperator<>(landOperators.get()),
                    TileDayInput::tile,
                    TileParameters::tile,
                    Types.INT,
                    InferenceConfig.MAX_PARALLELISM,
                    count,
                    i);
            if (checkpoint.isPresent()) {
                Checkpoint from = checkpoint.get();
                decoder.initializeState(part(from.decoders(), from.subtasks(), count, i));
                land.initializeState(part(from.lands(), from.subtasks(), count, i));
            }
            decoder.open();
            land.open();
            subtasks.add(new Subtask(decoder, land));
        }
        watch.deploy(count, checkpoint.map(Checkpoint::watch));
    }

    static OperatorSubtaskState part(OperatorSubtaskState all, int before, int now, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, InferenceConfig.MAX_PARALLELISM, before, now, subtask);
    }

    /** Everything sent so far, in its order. */
    List<TileResult> results() {
        return List.copyOf(results);
    }

    /** All forecasts so far, in their order. */
    List<ForecastResult> forecasts() {
        return List.copyOf(forecasts);
    }

    /** What is behind the land operators: alerts and areas. */
    DrillWatch watch() {
        return watch;
    }

    /** Everything refused so far. */
    List<RejectedInput> refused() {
        return List.copyOf(refused);
    }

    /** State of a tile without what counts its results. */
    byte[] stateOf(int tile) throws Exception {
        return TileStates.bytesWithoutIssues(of(tile).land().getOperator().getKeyedStateBackend(), tile);
    }

    @Override
    public void close() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.decoder().close();
            subtask.land().close();
        }
        watch.close();
    }
}

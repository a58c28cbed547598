package org.soilcast.inference.operators;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;
import org.soilcast.inference.operators.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.service.ServiceMetric;

/**
 * {@link LandOperator} for a device that wants many cells at a time: holds inputs back for a moment, then computes the
 * next day of all tiles that have one in one step, day after day. Each tile goes through its inputs one by one and in
 * their order, so its results and its state are those of {@link LandOperator}, whose state it shares.
 *
 * <p>Nothing is held back in a checkpoint, at the end of input, or longer than {@value #LONGEST_WAIT_MS} ms.
 */
public final class BatchingLandOperator extends AbstractStreamOperator<TileResult>
        implements TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> {
    /** Inputs held back at most: some 10 MB of tile-days, cells enough for any device. */
    static final int MOST_INPUTS = 8192;

    static final long LONGEST_WAIT_MS = 50;

    private static final long serialVersionUID = 1L;

    private final TilePlanner planner;
    private final SerializableSupplier<DailyStep> steps;
    private final int mostInputs;
    private transient ValueState<TileMemory> memories;
    private transient DailyStep step;
    private transient Counter cellDays;
    private transient Map<Integer, Tile> tiles;
    private transient int inputs;

    /**
     * An operator.
     *
     * @param modelsInForce the versions in force when the job is submitted; days wait for them
     * @param steps opens what computes, in each subtask
     */
    public BatchingLandOperator(List<ModelInForce> modelsInForce, SerializableSupplier<DailyStep> steps) {
        this(modelsInForce, steps, MOST_INPUTS);
    }

    BatchingLandOperator(List<ModelInForce> modelsInForce, SerializableSupplier<DailyStep> steps, int mostInputs) {
        planner = new TilePlanner(modelsInForce);
        this.steps = steps;
        this.mostInputs = mostInputs;
    }

    /** Takes one input: into a tile's memory, or refuses it. */
    private interface Input {
        OptionalLong take(TileMemory memory, Consumer<RejectedInput> rejected);
    }

    /** An input held back, with the time of its record, if it has one, which its results get. */
    private record Held(Input input, OptionalLong timestamp) {}

    /** A tile with inputs: where it is on its way through them. */
    private static final class Tile {
        final Deque<Held> waiting = new ArrayDeque<>();
        TileMemory memory = new TileMemory();
        OptionalLong firstChanged = OptionalLong.empty();
        OptionalLong timestamp = OptionalLong.empty();
    }

    /** A day of a tile that is being computed. */
    private record Work(Tile tile, PlannedDay day) {}

    @Override
    public void open() throws Exception {
        super.open();
        memories = getRuntimeContext().getState(LandOperator.MEMORY);
        cellDays = getMetricGroup().counter(ServiceMetric.CELL_DAYS.scopedName());
        getMetricGroup().meter(ServiceMetric.CELL_DAY_RATE.scopedName(), new MeterView(cellDays));
        tiles = new LinkedHashMap<>();
        step = steps.get();
    }

    @Override
    public void processElement1(StreamRecord<TileDayInput> element) throws Exception {
        TileDayInput day = element.getValue();
        hold(day.tile(), (memory, rejected) -> planner.take(day, memory, rejected), element);
    }

    @Override
    public void processElement2(StreamRecord<TileParameters> element) throws Exception {
        TileParameters model = element.getValue();
        hold(model.tile(), (memory, rejected) -> planner.take(model, memory, rejected), element);
    }

    private void hold(int tile, Input input, StreamRecord<?> element) throws Exception {
        if (inputs == 0) {
            long due = getProcessingTimeService().getCurrentProcessingTime() + LONGEST_WAIT_MS;
            getProcessingTimeService().registerTimer(due, time -> compute());
        }
        inputs++;
        OptionalLong timestamp =
                element.hasTimestamp() ? OptionalLong.of(element.getTimestamp()) : OptionalLong.empty();
        tiles.computeIfAbsent(tile, number -> new Tile()).waiting.add(new Held(input, timestamp));
        if (inputs >= mostInputs) {
            compute();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        compute();
    }

    @Override
    public void finish() throws Exception {
        compute();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (step != null) { // a subtask may fail before it has opened
            step.close();
        }
        super.close();
    }

    /** Works off all inputs that are held back. */
    private void compute() throws Exception {
        if (inputs == 0) {
            return; // a timer of inputs that were worked off before it
        }
        for (Map.Entry<Integer, Tile> tile : tiles.entrySet()) {
            setCurrentKey(tile.getKey());
            TileMemory memory = memories.value();
            tile.getValue().memory = memory == null ? new TileMemory() : memory;
        }
        for (List<Work> batch = nextDays(); !batch.isEmpty(); batch = nextDays()) {
            compute(batch);
        }
        for (Map.Entry<Integer, Tile> tile : tiles.entrySet()) {
            setCurrentKey(tile.getKey());
            memories.update(tile.getValue().memory);
        }
        tiles.clear();
        inputs = 0;
    }

    /** The next day of every tile that has one. */
    private List<Work> nextDays() {
        var batch = new ArrayList<Work>();
        for (Tile tile : tiles.values()) {
            nextDay(tile).ifPresent(day -> batch.add(new Work(tile, day)));
        }
        return batch;
    }

    /** A tile's next day, after taking as many inputs as it needs to have one. */
    private Optional<PlannedDay> nextDay(Tile tile) {
        while (true) {
            if (tile.firstChanged.isPresent()) {
                Optional<PlannedDay> day = planner.next(tile.memory);
                if (day.isPresent()) {
                    return day;
                }
                tile.memory.forgetUnreachable();
                tile.firstChanged = OptionalLong.empty();
            }
            Held held = tile.waiting.poll();
            if (held == null) {
                return Optional.empty();
            }
            tile.timestamp = held.timestamp();
            tile.firstChanged = held.input()
                    .take(tile.memory, late -> output.collect(LandOperator.REJECTED, stamped(late, held.timestamp())));
        }
    }

    private void compute(List<Work> batch) {
        int cells = batch.stream().mapToInt(work -> work.day().cells()).sum();
        var states = new CellBlocks(State.values().length, cells);
        var parameters = new CellBlocks(Parameter.values().length, cells);
        var drivers = new CellBlocks(Driver.values().length, cells);
        int first = 0;
        for (Work work : batch) {
            PlannedDay day = work.day();
            states.putCells(day.startOfDay(), first, day.cells());
            parameters.putCells(day.model().parameters(), first, day.cells());
            drivers.putCells(day.drivers(), first, day.cells());
            first += day.cells();
        }
        step.step(states, parameters, drivers, new CellBlocks(Flux.values().length, cells));
        cellDays.inc(cells);
        first = 0;
        for (Work work : batch) {
            Tile tile = work.tile();
            var endOfDay = new float[work.day().startOfDay().length];
            states.takeCells(endOfDay, first, work.day().cells());
            first += work.day().cells();
            planner.complete(work.day(), endOfDay, tile.firstChanged.orElseThrow(), tile.memory)
                    .ifPresent(result -> output.collect(stamped(result, tile.timestamp)));
        }
    }

    private static <T> StreamRecord<T> stamped(T value, OptionalLong timestamp) {
        return timestamp.isPresent() ? new StreamRecord<>(value, timestamp.getAsLong()) : new StreamRecord<>(value);
    }
}

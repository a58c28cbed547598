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
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;
import org.soilcast.inference.tile.DayStep;
import org.soilcast.inference.tile.DayStep.ComputedDay;
import org.soilcast.inference.tile.FilterHealth;
import org.soilcast.inference.tile.ForecastResult;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileForecasts;
import org.soilcast.inference.tile.TileMemory;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TilePlanner;
import org.soilcast.inference.tile.TilePlanner.PlannedDay;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.tile.VersionNumbers;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.service.ServiceMetric;

/**
 * {@link LandOperator} for a device that wants many cells at a time: holds inputs back for a moment, then computes the
 * next day of all tiles that have one in one step, day after day. Each tile goes through its inputs one by one and in
 * their order, so its results and its state are those of {@link LandOperator}, whose state it shares.
 *
 * <p>Forecasts are made on the processor. Nothing is held back in a checkpoint, at the end of input, or longer than {@value #LONGEST_WAIT_MS} ms.
 */
public final class BatchingLandOperator extends AbstractStreamOperator<TileResult>
        implements TwoInputStreamOperator<TileDayInput, TileParameters, TileResult> {
    /** Inputs held back at most: some 10 MB of tile-days, cells enough for any device. */
    static final int MOST_INPUTS = 8192;

    static final long LONGEST_WAIT_MS = 50;

    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<DailyStep> steps;
    private final int mostInputs;
    private transient VersionNumbers numbers;
    private transient TileMemory memory;
    private transient TilePlanner planner;
    private transient DayStep step;
    private transient TileForecasts forecasts;
    private transient Backpressure backpressure;
    private transient Counter cellDays;
    private transient FilterHealth health;
    private transient Map<Integer, Tile> tiles;
    private transient int inputs;

    /**
     * An operator.
     *
     * @param steps opens what computes, in each subtask
     */
    public BatchingLandOperator(SerializableSupplier<DailyStep> steps) {
        this(steps, MOST_INPUTS);
    }

    BatchingLandOperator(SerializableSupplier<DailyStep> steps, int mostInputs) {
        this.steps = steps;
        this.mostInputs = mostInputs;
    }

    /** Takes one input: into a tile's memory, or refuses it. */
    private interface Input {
        OptionalLong take(Consumer<RejectedInput> rejected) throws Exception;
    }

    /** An input held back, with the time of its record, if it has one, which its results get. */
    private record Held(Input input, OptionalLong timestamp) {}

    /** A tile with inputs: where it is on its way through them. */
    private static final class Tile {
        final int number;
        final Deque<Held> waiting = new ArrayDeque<>();
        OptionalLong firstChanged = OptionalLong.empty();
        OptionalLong timestamp = OptionalLong.empty();

        Tile(int number) {
            this.number = number;
        }
    }

    /** A day of a tile that is being computed. */
    private record Work(Tile tile, PlannedDay day) {}

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        numbers.snapshot();
    }

    @Override
    public void open() throws Exception {
        super.open();
        numbers = new VersionNumbers(getOperatorStateBackend());
        memory = new TileMemory(getRuntimeContext());
        planner = new TilePlanner(memory);
        backpressure = new Backpressure(getMetricGroup().counter(ServiceMetric.INPUT_SLOWED.scopedName()));
        cellDays = getMetricGroup().counter(ServiceMetric.CELL_DAYS.scopedName());
        getMetricGroup().meter(ServiceMetric.CELL_DAY_RATE.scopedName(), new MeterView(cellDays));
        health = new FilterHealth(getMetricGroup());
        tiles = new LinkedHashMap<>();
        step = DayStep.on(steps.get(), numbers::of);
        forecasts = new TileForecasts(memory, numbers);
    }

    @Override
    public void processElement1(StreamRecord<TileDayInput> element) throws Exception {
        TileDayInput day = element.getValue();
        OptionalLong timestamp = timestamp(element);
        hold(
                day.tile(),
                rejected -> day.kind() == TileDayInput.Kind.DAY
                        ? planner.take(day, rejected)
                        : forecasts.take(day, rejected, issued(timestamp)),
                element);
    }

    @Override
    public void processElement2(StreamRecord<TileParameters> element) throws Exception {
        TileParameters model = numbers.take(element.getValue());
        hold(model.tile(), rejected -> planner.take(model, rejected), element);
    }

    private void hold(int tile, Input input, StreamRecord<?> element) throws Exception {
        if (inputs == 0) {
            long due = getProcessingTimeService().getCurrentProcessingTime() + LONGEST_WAIT_MS;
            getProcessingTimeService().registerTimer(due, time -> compute());
        }
        inputs++;
        tiles.computeIfAbsent(tile, Tile::new).waiting.add(new Held(input, timestamp(element)));
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
            forecasts.close();
        }
        super.close();
    }

    /** Works off all inputs that are held back. */
    private void compute() throws Exception {
        if (inputs == 0) {
            return; // a timer of inputs that were worked off before it
        }
        for (List<Work> batch = nextDays(); !batch.isEmpty(); batch = nextDays()) {
            compute(batch);
        }
        int waitingDays = 0;
        for (Tile tile : tiles.values()) {
            setCurrentKey(tile.number);
            waitingDays = Math.max(waitingDays, memory.waitingDays());
        }
        tiles.clear();
        inputs = 0;
        backpressure.after(waitingDays);
    }

    /** The next day of every tile that has one. */
    private List<Work> nextDays() throws Exception {
        var batch = new ArrayList<Work>();
        for (Tile tile : tiles.values()) {
            setCurrentKey(tile.number);
            nextDay(tile).ifPresent(day -> batch.add(new Work(tile, day)));
        }
        return batch;
    }

    /** A tile's next day, after taking as many inputs as it needs to have one. */
    private Optional<PlannedDay> nextDay(Tile tile) throws Exception {
        Consumer<RejectedInput> rejected =
                input -> output.collect(LandOperator.REJECTED, stamped(input, tile.timestamp));
        while (true) {
            if (tile.firstChanged.isPresent()) {
                Optional<PlannedDay> day = planner.next();
                if (day.isPresent()) {
                    return day;
                }
                tile.firstChanged = OptionalLong.empty();
            }
            Held held = tile.waiting.poll();
            if (held == null) {
                return Optional.empty();
            }
            tile.timestamp = held.timestamp();
            tile.firstChanged = held.input().take(rejected);
        }
    }

    private void compute(List<Work> batch) throws Exception {
        List<ComputedDay> computed = step.compute(batch.stream().map(Work::day).toList());
        for (int i = 0; i < batch.size(); i++) {
            Tile tile = batch.get(i).tile();
            setCurrentKey(tile.number);
            cellDays.inc(batch.get(i).day().cells());
            ComputedDay day = computed.get(i);
            planner.complete(day, tile.firstChanged.orElseThrow()).ifPresent(result -> {
                health.add(day, result);
                output.collect(stamped(result, tile.timestamp));
            });
            forecasts.after(day, tile.firstChanged.orElseThrow(), issued(tile.timestamp));
        }
    }

    private Consumer<ForecastResult> issued(OptionalLong timestamp) {
        return forecast -> output.collect(LandOperator.FORECASTS, stamped(forecast, timestamp));
    }

    private static OptionalLong timestamp(StreamRecord<?> element) {
        return element.hasTimestamp() ? OptionalLong.of(element.getTimestamp()) : OptionalLong.empty();
    }

    private static <T> StreamRecord<T> stamped(T value, OptionalLong timestamp) {
        return timestamp.isPresent() ? new StreamRecord<>(value, timestamp.getAsLong()) : new StreamRecord<>(value);
    }
}

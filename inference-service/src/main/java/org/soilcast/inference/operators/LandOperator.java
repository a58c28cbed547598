package org.soilcast.inference.operators;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.service.ServiceMetric;

/**
 * Runs the land model of one tile, day after day, as its tile-days arrive. A day waits until all days before it and the
 * model version it needs are there; a changed day rewinds the tile ({@link TileMemory}).
 */
public final class LandOperator extends KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult> {
    /** Tile-days and model versions that came too late to be used. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-land", TypeInformation.of(RejectedInput.class));

    /** Name and bytes of the keyed state; changing either is a migration. */
    static final ValueStateDescriptor<TileMemory> MEMORY =
            new ValueStateDescriptor<>("tile-memory", TileMemorySerializer.INSTANCE);

    private final List<ModelInForce> modelsInForce;
    private transient ValueState<TileMemory> memories;
    private transient LandKernel kernel;
    private transient Counter cellDays;

    /** The versions in force when the job is submitted; days wait for them. */
    public LandOperator(List<ModelInForce> modelsInForce) {
        this.modelsInForce = ModelInForce.ordered(modelsInForce);
    }

    @Override
    public void open(OpenContext context) {
        memories = getRuntimeContext().getState(MEMORY);
        kernel = new LandKernel();
        cellDays = getRuntimeContext().getMetricGroup().counter(ServiceMetric.CELL_DAYS.scopedName());
        getRuntimeContext().getMetricGroup().meter(ServiceMetric.CELL_DAY_RATE.scopedName(), new MeterView(cellDays));
    }

    /**
     * Takes a day. The last record of a date counts, whatever its revision: ingest sends the records of a tile in order,
     * and a revision falls when the input that bridged a gap of the day is issued again without the value.
     */
    @Override
    public void processElement1(TileDayInput day, Context context, Collector<TileResult> out) throws Exception {
        TileMemory memory = memory();
        TileMemory.KeptDay kept = memory.days.get(day.epochDay());
        if (kept != null && kept.input().sameAs(day)) {
            return;
        }
        if (day.epochDay() < memory.oldestReachableDay()) {
            context.output(REJECTED, tooLate(day, memory));
            return;
        }
        memory.days.put(day.epochDay(), new TileMemory.KeptDay(day, kept == null ? 0 : kept.issue()));
        long firstChanged = day.epochDay();
        if (firstChanged <= memory.frontEpochDay) {
            memory.rewindBefore(firstChanged);
        }
        advance(memory, firstChanged, out);
    }

    @Override
    public void processElement2(TileParameters model, Context context, Collector<TileResult> out) throws Exception {
        TileMemory memory = memory();
        TileParameters held = memory.models.get(model.version());
        if (held != null && (model.isRefused() || !held.isRefused())) {
            return;
        }
        long first = model.effectiveFromEpochDay();
        boolean replaysHistory =
                !model.isRefused() && memory.frontEpochDay != TileMemory.NOT_STARTED && first <= memory.frontEpochDay;
        if (replaysHistory && first < memory.oldestReachableDay()) {
            context.output(REJECTED, tooLate(model, memory));
            return;
        }
        memory.models.put(model.version(), model);
        if (replaysHistory) {
            memory.rewindBefore(first);
        }
        advance(memory, first, out);
    }

    /** Computes every day that has all it needs, and emits those from the first changed one on. */
    private void advance(TileMemory memory, long firstChanged, Collector<TileResult> out) throws Exception {
        if (memory.frontEpochDay == TileMemory.NOT_STARTED) {
            firstModel(memory).ifPresent(first -> {
                memory.start(first);
                memory.days.headMap(first.effectiveFromEpochDay(), false).clear();
            });
        }
        while (memory.frontEpochDay != TileMemory.NOT_STARTED) {
            long today = memory.frontEpochDay + 1;
            TileMemory.KeptDay kept = memory.days.get(today);
            Optional<TileParameters> model = modelFor(today, memory);
            if (kept == null || model.isEmpty()) {
                break;
            }
            TileResult result = compute(kept, model.get(), memory);
            if (today >= firstChanged || kept.issue() == 0) {
                memory.days.put(today, new TileMemory.KeptDay(kept.input(), result.issue()));
                out.collect(result);
            }
        }
        memory.forgetUnreachable();
        memories.update(memory);
    }

    private TileResult compute(TileMemory.KeptDay kept, TileParameters model, TileMemory memory) {
        TileDayInput day = kept.input();
        int cells = day.cells();
        float[] start = day.epochDay() == model.effectiveFromEpochDay() ? model.startState() : memory.now.states();
        float[] states = start.clone();
        var drivers = new float[Driver.values().length * cells];
        put(drivers, Driver.PRECIPITATION_MM_PER_DAY, day.precipitationMmPerDay());
        put(drivers, Driver.AIR_TEMPERATURE_C, day.airTemperatureC());
        put(drivers, Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY, day.potentialEvapotranspirationMmPerDay());
        kernel.step(states, model.parameters(), drivers, new float[Flux.values().length * cells], cells);
        memory.advance(new TileMemory.Anchor(model.version(), states));
        cellDays.inc(cells);
        return new TileResult(
                day.tile(),
                day.epochDay(),
                model.version(),
                day.revision(),
                kept.issue() + 1,
                valid(SoilLayers::surface, start, states, model),
                valid(SoilLayers::rootZone, start, states, model),
                day.observedM3PerM3(),
                day.quality());
    }

    /** A depth's water content in every cell of a block. */
    private interface Depth {
        void waterContent(float[] states, float[] contentM3PerM3, int cells);
    }

    /** What a retrieval of the day is compared with: the day's last state, or the mean of its first and last. */
    private static float[] valid(Depth depth, float[] startOfDay, float[] endOfDay, TileParameters model) {
        var end = new float[model.cells()];
        depth.waterContent(endOfDay, end, end.length);
        if (model.dailyMean()) {
            var start = new float[end.length];
            depth.waterContent(startOfDay, start, start.length);
            for (int cell = 0; cell < end.length; cell++) {
                end[cell] = 0.5f * (start[cell] + end[cell]);
            }
        }
        return end;
    }

    private static void put(float[] drivers, Driver driver, float[] values) {
        System.arraycopy(values, 0, drivers, driver.ordinal() * values.length, values.length);
    }

    /** The oldest version in force whose tile-model was not refused; none while it has not come. */
    private Optional<TileParameters> firstModel(TileMemory memory) {
        return modelsInForce.stream()
                .filter(model -> !isRefused(model, memory))
                .findFirst()
                .flatMap(model -> Optional.ofNullable(memory.models.get(model.version())));
    }

    /** The newest version that is effective on the day; none while one in force on that day has yet to come. */
    private Optional<TileParameters> modelFor(long epochDay, TileMemory memory) {
        int needed = modelsInForce.stream()
                .filter(model -> model.effectiveFromEpochDay() <= epochDay && isTakeable(model, memory))
                .mapToInt(ModelInForce::version)
                .max()
                .orElse(0);
        return memory.models.descendingMap().values().stream()
                .filter(model -> !model.isRefused() && model.effectiveFromEpochDay() <= epochDay)
                .findFirst()
                .filter(model -> model.version() >= needed);
    }

    /** Whether the tile holds a version or can still take it; what begins before all its states comes too late. */
    private static boolean isTakeable(ModelInForce model, TileMemory memory) {
        return memory.models.containsKey(model.version())
                ? !isRefused(model, memory)
                : model.effectiveFromEpochDay() >= memory.oldestReachableDay();
    }

    private static boolean isRefused(ModelInForce model, TileMemory memory) {
        TileParameters held = memory.models.get(model.version());
        return held != null && held.isRefused();
    }

    private TileMemory memory() throws Exception {
        TileMemory memory = memories.value();
        return memory == null ? new TileMemory() : memory;
    }

    private static RejectedInput tooLate(TileDayInput day, TileMemory memory) {
        return new RejectedInput(
                "tile-days",
                -1,
                "tile-day-too-late",
                "tile " + day.tile() + " day " + LocalDate.ofEpochDay(day.epochDay())
                        + " is older than the oldest that can be computed again, "
                        + LocalDate.ofEpochDay(memory.oldestReachableDay()),
                new byte[0]);
    }

    private static RejectedInput tooLate(TileParameters model, TileMemory memory) {
        return new RejectedInput(
                "tile-models",
                -1,
                "tile-model-too-late",
                model + " begins before the oldest day that can be computed again, "
                        + LocalDate.ofEpochDay(memory.oldestReachableDay()),
                new byte[0]);
    }
}

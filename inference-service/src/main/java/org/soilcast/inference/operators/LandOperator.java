package org.soilcast.inference.operators;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.operators.TilePlanner.PlannedDay;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.physics.Flux;
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

    private final TilePlanner planner;
    private transient ValueState<TileMemory> memories;
    private transient LandKernel kernel;
    private transient Counter cellDays;

    /** The versions in force when the job is submitted; days wait for them. */
    public LandOperator(List<ModelInForce> modelsInForce) {
        planner = new TilePlanner(modelsInForce);
    }

    @Override
    public void open(OpenContext context) {
        memories = getRuntimeContext().getState(MEMORY);
        kernel = new LandKernel();
        cellDays = getRuntimeContext().getMetricGroup().counter(ServiceMetric.CELL_DAYS.scopedName());
        getRuntimeContext().getMetricGroup().meter(ServiceMetric.CELL_DAY_RATE.scopedName(), new MeterView(cellDays));
    }

    @Override
    public void processElement1(TileDayInput day, Context context, Collector<TileResult> out) throws Exception {
        TileMemory memory = memory();
        OptionalLong firstChanged = planner.take(day, memory, late -> context.output(REJECTED, late));
        if (firstChanged.isPresent()) {
            advance(memory, firstChanged.getAsLong(), out);
        }
    }

    @Override
    public void processElement2(TileParameters model, Context context, Collector<TileResult> out) throws Exception {
        TileMemory memory = memory();
        OptionalLong firstChanged = planner.take(model, memory, late -> context.output(REJECTED, late));
        if (firstChanged.isPresent()) {
            advance(memory, firstChanged.getAsLong(), out);
        }
    }

    /** Computes every day that has all it needs, and emits those from the first changed one on. */
    private void advance(TileMemory memory, long firstChanged, Collector<TileResult> out) throws Exception {
        for (Optional<PlannedDay> next = planner.next(memory); next.isPresent(); next = planner.next(memory)) {
            PlannedDay day = next.get();
            float[] states = day.startOfDay().clone();
            var fluxes = new float[Flux.values().length * day.cells()];
            kernel.step(states, day.model().parameters(), day.drivers(), fluxes, day.cells());
            cellDays.inc(day.cells());
            planner.complete(day, states, firstChanged, memory).ifPresent(out::collect);
        }
        memory.forgetUnreachable();
        memories.update(memory);
    }

    private TileMemory memory() throws Exception {
        TileMemory memory = memories.value();
        return memory == null ? new TileMemory() : memory;
    }
}

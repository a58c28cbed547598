package org.soilcast.inference.operators;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.tile.DayStep;
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
import org.soilcast.service.ServiceMetric;

/**
 * Runs the land model of one tile, day after day, as its tile-days arrive. A day waits until all days before it and the
 * model version it requires are there; a changed day rewinds the tile ({@link TileMemory}).
 */
public final class LandOperator extends KeyedCoProcessFunction<Integer, TileDayInput, TileParameters, TileResult>
        implements CheckpointedFunction {
    /** Tile-days and model versions that came too late to be used, or do not fit their tile. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-land", TypeInformation.of(RejectedInput.class));

    /** Forecasts, beside the days' results. */
    public static final OutputTag<ForecastResult> FORECASTS =
            new OutputTag<>("forecasts", TypeInformation.of(ForecastResult.class));

    private transient VersionNumbers numbers;
    private transient TileMemory memory;
    private transient TilePlanner planner;
    private transient DayStep step;
    private transient TileForecasts forecasts;
    private transient Backpressure backpressure;
    private transient Counter cellDays;
    private transient FilterHealth health;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        numbers = new VersionNumbers(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        numbers.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        memory = new TileMemory(getRuntimeContext());
        planner = new TilePlanner(memory);
        step = DayStep.onProcessor(numbers::of);
        forecasts = new TileForecasts(memory, numbers);
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        backpressure = new Backpressure(metrics.counter(ServiceMetric.INPUT_SLOWED.scopedName()));
        cellDays = metrics.counter(ServiceMetric.CELL_DAYS.scopedName());
        metrics.meter(ServiceMetric.CELL_DAY_RATE.scopedName(), new MeterView(cellDays));
        health = new FilterHealth(metrics);
    }

    @Override
    public void processElement1(TileDayInput day, Context context, Collector<TileResult> out) throws Exception {
        Consumer<RejectedInput> rejected = late -> context.output(REJECTED, late);
        Consumer<ForecastResult> issued = forecast -> context.output(FORECASTS, forecast);
        OptionalLong firstChanged = day.kind() == TileDayInput.Kind.DAY
                ? planner.take(day, rejected)
                : forecasts.take(day, rejected, issued);
        advance(firstChanged, out, issued);
        backpressure.after(memory.waitingDays());
    }

    @Override
    public void processElement2(TileParameters model, Context context, Collector<TileResult> out) throws Exception {
        Consumer<RejectedInput> rejected = late -> context.output(REJECTED, late);
        advance(planner.take(numbers.take(model), rejected), out, forecast -> context.output(FORECASTS, forecast));
    }

    /** Computes every day that has all it needs, and emits those from the first changed one on. */
    private void advance(OptionalLong firstChanged, Collector<TileResult> out, Consumer<ForecastResult> issued)
            throws Exception {
        if (firstChanged.isEmpty()) {
            return;
        }
        for (Optional<PlannedDay> day = planner.next(); day.isPresent(); day = planner.next()) {
            DayStep.ComputedDay computed = step.compute(day.get());
            cellDays.inc(day.get().cells());
            planner.complete(computed, firstChanged.getAsLong()).ifPresent(result -> {
                health.add(computed, result);
                out.collect(result);
            });
            forecasts.after(computed, firstChanged.getAsLong(), issued);
        }
    }

    @Override
    public void close() {
        if (step != null) { // a subtask may fail before it has opened
            step.close();
            forecasts.close();
        }
    }
}

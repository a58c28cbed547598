package org.soilcast.inference.topics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.operators.ControlInput;
import org.soilcast.inference.operators.ControlKind;
import org.soilcast.inference.tile.ForecastDays;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ForecastWeather;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.service.ServiceMetric;

/**
 * Takes the envelope off a tile-day, and says which model version it is to be computed with. That follows from the
 * control records before it in its partition and so from the data alone: neither restarts, nor which topic is read
 * faster, nor the number of subtasks can change it. A forecast run becomes a request to each tile of its partition. What
 * cannot be read or must not be goes to
 * {@link Undecodable#REJECTED}.
 */
public final class DecodeTileDay extends ProcessFunction<TopicRecord, TileDayInput> implements CheckpointedFunction {
    /** Control records that were taken. */
    public static final OutputTag<ControlInput> CONTROL =
            new OutputTag<>("control-records", TypeInformation.of(ControlInput.class));

    /** Every subtask keeps what is known of every partition: whose partition is whose may be another after a restart. */
    private static final ListStateDescriptor<PartitionControl> CONTROLS =
            new ListStateDescriptor<>("partition-controls", TypeInformation.of(PartitionControl.class));

    private final String domain;
    private transient RecordChecks checks;
    private transient ListState<PartitionControl> state;
    private transient Map<Integer, PartitionControl> controls;
    private transient Counter[] counts;

    /** For one domain. */
    public DecodeTileDay(String domain) {
        this.domain = domain;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(CONTROLS);
        controls = new HashMap<>();
        for (PartitionControl control : state.get()) {
            controls.merge(control.partition(), control, PartitionControl::further);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(List.copyOf(controls.values()));
    }

    @Override
    public void open(OpenContext context) {
        checks = new RecordChecks(domain);
        counts = Arrays.stream(ControlKind.values())
                .map(kind -> RecordCounts.of(
                        getRuntimeContext().getMetricGroup(), ServiceMetric.CONTROL_RECORDS, kind.label()))
                .toArray(Counter[]::new);
    }

    @Override
    public void processElement(TopicRecord record, Context context, Collector<TileDayInput> out) {
        SpecificRecord value;
        try {
            value = SingleObject.decode(record.value());
        } catch (IllegalArgumentException e) {
            context.output(Undecodable.REJECTED, Undecodable.rejected(record, e));
            return;
        }
        Optional<InputFault> fault;
        if (value instanceof TileDay day) {
            fault = checks.faultOf(day);
            if (fault.isEmpty()) {
                take(record, input(day), out);
            }
        } else if (value instanceof ForecastWeather weather) {
            fault = checks.faultOf(weather);
            if (fault.isEmpty()) {
                out.collect(input(weather));
            }
        } else if (value instanceof ModelActivated activated) {
            long from = activated.getEffectiveFrom().toEpochDay();
            fault = checks.controlFault(activated.getDomain(), activated.getEffectiveFrom())
                    .or(() -> take(
                            record,
                            ControlKind.MODEL_ACTIVATED,
                            activated.getVersion(),
                            from,
                            activated.getEpoch(),
                            context));
        } else if (value instanceof DayComplete complete) {
            long date = complete.getDate().toEpochDay();
            fault = checks.controlFault(complete.getDomain(), complete.getDate())
                    .or(() -> take(record, ControlKind.DAY_COMPLETE, 0, date, complete.getEpoch(), context));
        } else if (value instanceof ForecastRun run) {
            long date = run.getDate().toEpochDay();
            fault = checks.controlFault(run.getDomain(), run.getDate())
                    .or(() -> take(record, ControlKind.FORECAST_RUN, 0, date, run.getEpoch(), context));
            if (fault.isEmpty()) {
                for (int tile : control(record.partition()).tiles()) {
                    out.collect(TileDayInput.forecastRun(tile, date));
                }
            }
        } else {
            fault = Optional.of(new InputFault(
                    "undecodable",
                    "expected a tile-day, forecast weather or a control record, found "
                            + value.getClass().getSimpleName()));
        }
        fault.ifPresent(found -> context.output(Undecodable.REJECTED, Undecodable.rejected(record, found)));
    }

    private void take(TopicRecord record, TileDayInput day, Collector<TileDayInput> out) {
        PartitionControl control = control(record.partition());
        out.collect(control.stamped(day));
        controls.put(record.partition(), control.afterDay(record.offset(), day.tile(), day.epochDay()));
    }

    private Optional<InputFault> take(
            TopicRecord record, ControlKind kind, int version, long epochDay, long epoch, Context context) {
        PartitionControl control = control(record.partition());
        if (control.repeats(kind, version, epochDay)) {
            return Optional.empty();
        }
        Optional<InputFault> fault = control.faultOf(kind, version, epochDay, epoch);
        if (fault.isEmpty()) {
            controls.put(record.partition(), control.after(record.offset(), kind, version, epochDay, epoch));
            counts[kind.ordinal()].inc();
            context.output(CONTROL, new ControlInput(kind, record.partition(), version, epochDay, epoch));
        }
        return fault;
    }

    private PartitionControl control(int partition) {
        return controls.computeIfAbsent(partition, PartitionControl::none);
    }

    /** A tile-day as the job takes it, requiring the first version. */
    static TileDayInput input(TileDay day) {
        return TileDayInput.of(
                day.getTile(),
                day.getDate().toEpochDay(),
                day.getRevision(),
                Floats.array(day.getPrecipitationMmPerDay()),
                Floats.array(day.getAirTemperatureC()),
                Floats.array(day.getPotentialEvapotranspirationMmPerDay()),
                Floats.array(day.getObservedM3PerM3()),
                Floats.ints(day.getQuality()));
    }

    private static TileDayInput input(ForecastWeather weather) {
        return TileDayInput.forecastWeather(
                weather.getTile(),
                weather.getIssueDate().toEpochDay(),
                weather.getRevision(),
                ForecastDays.of(
                        weather.getPrecipitationMmPerDay().size() / weather.getDays(),
                        Floats.array(weather.getPrecipitationMmPerDay()),
                        Floats.array(weather.getAirTemperatureC()),
                        Floats.array(weather.getPotentialEvapotranspirationMmPerDay())));
    }
}

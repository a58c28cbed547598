package org.soilcast.inference.operators;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.tile.AlertDay;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertSubject;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.SeriesAlerts;

/** Watches the days of each area for droughts, as {@link AlertOperator} does those of cells. */
public final class AreaAlertOperator extends KeyedProcessFunction<String, AreaDayResult, AlertResult> {
    private final AlertWatch watch;
    private transient SeriesAlerts alerts;

    /** By the rules about areas. */
    public AreaAlertOperator(AlertWatch watch) {
        this.watch = watch;
    }

    @Override
    public void open(OpenContext context) {
        alerts = new SeriesAlerts(watch.fromEpochDay(), getRuntimeContext());
    }

    @Override
    public void processElement(AreaDayResult day, Context context, Collector<AlertResult> out) throws Exception {
        alerts.take(
                watch.rules().ofArea(day.area()),
                only -> AlertSubject.area(day.area(), day.name()),
                day.epochDay(),
                AlertDay.packed(day),
                out::collect);
    }
}

package org.soilcast.inference.operators;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.inference.tile.AlertDay;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertSubject;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.SeriesAlerts;
import org.soilcast.inference.tile.TileResult;

/** Watches the results of each tile for droughts, and tells when one begins, changes, ends, or turns out never to have been. */
public final class AlertOperator extends KeyedProcessFunction<Integer, TileResult, AlertResult> {
    private final AlertWatch watch;
    private transient List<AlertRule> rules;
    private transient SeriesAlerts alerts;

    /** By the rules about cells. */
    public AlertOperator(AlertWatch watch) {
        this.watch = watch;
    }

    @Override
    public void open(OpenContext context) {
        rules = watch.rules().ofCells();
        alerts = new SeriesAlerts(watch.fromEpochDay(), getRuntimeContext());
    }

    @Override
    public void processElement(TileResult result, Context context, Collector<AlertResult> out) throws Exception {
        alerts.take(
                rules,
                cell -> AlertSubject.cell(result.tile(), cell),
                Math.toIntExact(result.epochDay()),
                AlertDay.packed(result),
                out::collect);
    }
}

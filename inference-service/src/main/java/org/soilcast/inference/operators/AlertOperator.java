package org.soilcast.inference.operators;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.TileAlerts;
import org.soilcast.inference.tile.TileResult;

/** Watches the results of each tile for droughts, and tells when one begins, changes, ends, or turns out never to have been. */
public final class AlertOperator extends KeyedProcessFunction<Integer, TileResult, AlertResult> {
    private final ArrayList<AlertRule> rules;
    private transient TileAlerts alerts;

    /** By rules of different names. */
    public AlertOperator(List<AlertRule> rules) {
        this.rules = new ArrayList<>(rules);
    }

    @Override
    public void open(OpenContext context) {
        alerts = new TileAlerts(rules, getRuntimeContext());
    }

    @Override
    public void processElement(TileResult result, Context context, Collector<AlertResult> out) throws Exception {
        alerts.take(result, out::collect);
    }
}

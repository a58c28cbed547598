package org.soilcast.inference.operators;

import java.util.HashMap;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaDays;
import org.soilcast.inference.area.AreaPart;

/** Puts the days of each area together from what its tiles add. */
public final class AreaOperator extends KeyedProcessFunction<String, AreaPart, AreaDayResult> {
    private final HashMap<String, AreaCells> areas = new HashMap<>();
    private transient AreaDays days;

    /** Of some areas. */
    public AreaOperator(List<AreaCells> areas) {
        areas.forEach(area -> this.areas.put(area.id(), area));
    }

    @Override
    public void open(OpenContext context) {
        days = new AreaDays(getRuntimeContext());
    }

    @Override
    public void processElement(AreaPart part, Context context, Collector<AreaDayResult> out) throws Exception {
        AreaCells area = areas.get(part.area());
        if (area == null) {
            throw new IllegalStateException(
                    "expected parts of " + areas.size() + " areas, found one of " + part.area());
        }
        days.take(area, part, out::collect);
    }
}

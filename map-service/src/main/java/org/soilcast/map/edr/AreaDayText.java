package org.soilcast.map.edr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.soilcast.map.AreaDayColumn;
import org.soilcast.schemas.avro.AreaDay;

/** How dry an area is on a date, as properties of a feature ({@link AreaDayColumn}); what is not known is null. */
final class AreaDayText {
    private static final int DECIMALS = 2;

    private AreaDayText() {}

    static void put(AreaDay day, ObjectNode properties) {
        for (AreaDayColumn column : AreaDayColumn.ALL) {
            Object value = column.value().apply(day);
            if (value instanceof Float number) {
                put(properties, column.name(), number);
            } else if (value instanceof Integer number) {
                properties.put(column.name(), number);
            } else if (value instanceof Boolean is) {
                properties.put(column.name(), is);
            } else {
                properties.put(column.name(), value.toString());
            }
        }
    }

    private static void put(ObjectNode properties, String name, float value) {
        if (Float.isFinite(value)) {
            properties.put(name, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
        } else {
            properties.putNull(name);
        }
    }
}

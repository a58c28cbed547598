package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;

/** Alerts in the file of a store, for tests that have no topic. */
public final class AlertsInStore {
    private AlertsInStore() {}

    /** Appends them. */
    public static void put(Path results, Alert... alerts) throws IOException {
        var log = RecordLog.ofAlerts(results);
        End end = log.read(End.NONE, () -> {}, (offsets, records) -> {});
        List<byte[]> records = Arrays.stream(alerts).map(SingleObject::encode).toList();
        if (end.generation() == 0) {
            log.rewrite(end, Map.of(0, 1L), records);
        } else {
            log.append(end, Map.of(0, 1L), records);
        }
    }
}

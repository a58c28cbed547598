package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;

/** The alerts of a store as they stood at one moment, each once, read beside the one that writes. */
public final class StoredAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAlerts.class);

    private final String version;
    private final End end;
    private final Map<String, Alert> byId;
    private final List<Alert> newestFirst;

    private StoredAlerts(String version, End end, Map<String, Alert> byId) {
        this.version = version;
        this.end = end;
        this.byId = byId;
        newestFirst = byId.values().stream()
                .sorted(Comparator.comparing(Alert::getAsOf).reversed().thenComparing(Alert::getId))
                .toList();
    }

    /** Of a folder without any. */
    public static StoredAlerts none() {
        return new StoredAlerts("none", End.NONE, Map.of());
    }

    /**
     * Reads what is there.
     *
     * @param results folder of the result store
     * @param before what was read of it before; only what is new is read then
     */
    public static StoredAlerts open(Path results, Optional<StoredAlerts> before) throws IOException {
        var log = RecordLog.ofAlerts(results);
        String version = log.version();
        if (before.isPresent() && before.get().version.equals(version)) {
            return before.get();
        }
        var byId = new HashMap<>(before.map(known -> known.byId).orElse(Map.of()));
        End from = before.map(known -> known.end).orElse(End.NONE);
        try {
            End end = log.read(
                    from,
                    byId::clear,
                    (offsets, records) -> records.forEach(record -> {
                        Alert alert = SingleObject.decode(record, Alert.class);
                        byId.put(alert.getId(), alert);
                    }));
            return new StoredAlerts(version, end, byId);
        } catch (DamagedResults | IllegalArgumentException e) {
            LOG.warn("no alerts: {}", e.getMessage());
            return new StoredAlerts(version, End.NONE, Map.of());
        }
    }

    /** Changes whenever {@link #open} may find something else. */
    public static String version(Path results) throws IOException {
        return RecordLog.ofAlerts(results).version();
    }

    /** All of them, the newest change first, then by their keys. */
    public List<Alert> newestFirst() {
        return newestFirst;
    }
}

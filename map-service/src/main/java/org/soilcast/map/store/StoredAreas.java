package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaDay;

/** The areas of a store as they were at one moment, and how dry they are, read beside the one that writes. */
public final class StoredAreas {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAreas.class);

    private final AreaDayFiles files;
    private final Map<String, Area> byId = new LinkedHashMap<>();
    private final Map<String, AreaDay> newest = new HashMap<>();

    private StoredAreas(Path results) {
        files = new AreaDayFiles(results);
    }

    /**
     * Reads what is there.
     *
     * @param results folder of the result store
     */
    public static StoredAreas open(Path results) throws IOException {
        var areas = new StoredAreas(results);
        SmallTopic.AREAS.read(results).stream()
                .sorted(Comparator.comparing(Area::getName).thenComparing(Area::getId))
                .forEach(area -> areas.byId.put(area.getId(), area));
        read(areas.files.newestFile(), day -> areas.newest.put(day.getArea(), day));
        return areas;
    }

    /** Changes whenever {@link #open} or {@link #days} may find something else. */
    public static String version(Path results) throws IOException {
        return SmallTopic.AREAS.version(results) + "-"
                + new AreaDayFiles(results).newestFile().version();
    }

    private static void read(RecordLog log, java.util.function.Consumer<AreaDay> sink) throws IOException {
        try {
            log.read(
                    End.NONE,
                    () -> {},
                    (offsets, records) ->
                            records.forEach(record -> sink.accept(SingleObject.decode(record, AreaDay.class))));
        } catch (DamagedResults | IllegalArgumentException e) {
            LOG.warn("not all days of areas are known: {}", e.getMessage());
        }
    }

    /** All of them, by name, then by identifier. */
    public List<Area> byName() {
        return List.copyOf(byId.values());
    }

    /** One of them. */
    public Optional<Area> area(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest day of an area. */
    public Optional<AreaDay> newest(String id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** All days of an area, by date ascending. */
    public SortedMap<LocalDate, AreaDay> days(String id) throws IOException {
        var days = new TreeMap<LocalDate, AreaDay>();
        read(files.fileOf(id), day -> {
            if (day.getArea().equals(id)) {
                days.put(day.getDate(), day);
            }
        });
        return days;
    }
}

package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.AreaDay;

/**
 * Days of areas in files of the store: each area in one of {@value #FILES}, and in one more the newest day of each with the
 * offsets behind all, which is written last. So a kill in between only has records read and appended once more.
 */
final class AreaDayFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AreaDayFiles.class);
    private static final String FOLDER = "area-statistics";
    /** A series of an area is read out of one file, which then has a few of thousands of areas. */
    private static final int FILES = 256;

    private final Path folder;
    private final Map<Integer, End> ends = new HashMap<>();
    private final Map<Integer, Long> firstBytes = new HashMap<>();
    private final Map<String, byte[]> newest = new TreeMap<>();
    private End newestEnd = End.NONE;

    /**
     * Those of a store; there may be none yet.
     *
     * @param results folder of the store
     */
    AreaDayFiles(Path results) {
        folder = results.resolve(FOLDER);
    }

    /** Where the newest days and the offsets stand. */
    RecordLog newestFile() {
        return new RecordLog(folder, "newest");
    }

    /** Where the days of an area stand, among those of others. */
    RecordLog fileOf(String area) {
        return file(number(area));
    }

    private RecordLog file(int number) {
        return new RecordLog(folder, "areas-" + number);
    }

    private static int number(String area) {
        return Math.floorMod(area.hashCode(), FILES);
    }

    /**
     * Makes all files such that they can be gone on with.
     *
     * @return offsets to go on from, by partition; none when a file had a fault and all is to be read again
     */
    Map<Integer, Long> open() throws IOException {
        var offsets = new HashMap<Integer, Long>();
        boolean whole = read(newestFile(), (next, records) -> {
            offsets.putAll(next);
            records.forEach(record -> newest.put(day(record).getArea(), record));
        });
        for (int number = 0; number < FILES; number++) {
            boolean fileIsWhole = read(file(number), (next, records) -> {});
            whole &= fileIsWhole;
            if (!fileIsWhole) {
                forgetOffsets();
                rewrite(number);
            }
        }
        if (!whole) {
            forgetOffsets();
            offsets.clear();
        }
        return offsets;
    }

    /** Before anything is mended: a kill on the way must not leave files that look whole. */
    private void forgetOffsets() throws IOException {
        newestEnd = newestFile().rewrite(newestEnd, Map.of(), newest.values());
    }

    /** Whether there is no file or a whole one. */
    private static boolean read(RecordLog file, RecordLog.Sink sink) throws IOException {
        try {
            return file.read(End.NONE, () -> {}, sink).whole();
        } catch (DamagedResults e) {
            LOG.warn("days of areas are read again: {}", e.getMessage());
            return false;
        }
    }

    /** Appends days; they and the offsets behind them are on the disk when this returns. */
    void append(Collection<byte[]> days, Map<Integer, Long> offsets) throws IOException {
        var byFile = new TreeMap<Integer, List<byte[]>>();
        for (byte[] record : days) {
            AreaDay day = day(record);
            byFile.computeIfAbsent(number(day.getArea()), none -> new ArrayList<>())
                    .add(record);
            newest.merge(day.getArea(), record, (old, now) -> day(old).getDate().isAfter(day.getDate()) ? old : now);
        }
        for (Map.Entry<Integer, List<byte[]>> each : byFile.entrySet()) {
            append(each.getKey(), each.getValue());
        }
        newestEnd = newestFile().rewrite(newestEnd, offsets, newest.values());
    }

    private void append(int number, List<byte[]> days) throws IOException {
        End end = ends.get(number);
        if (end == null) {
            end = file(number).read(End.NONE, () -> {}, (offsets, records) -> {});
            firstBytes.put(number, end.position());
        }
        end = end.generation() == 0
                ? file(number).rewrite(end, Map.of(), days)
                : file(number).append(end, Map.of(), days);
        ends.put(number, end);
        if (RecordLog.isWorthRewriting(firstBytes.getOrDefault(number, 0L), end.position())) {
            rewrite(number);
        }
    }

    /** Without what was replaced, and without what lies behind a damage. */
    private void rewrite(int number) throws IOException {
        var last = new LinkedHashMap<String, byte[]>();
        read(
                file(number),
                (offsets, records) -> records.forEach(record -> {
                    AreaDay day = day(record);
                    last.put(Topics.areaDateKey(day.getArea(), day.getDate()), record);
                }));
        End end = file(number).rewrite(ends.getOrDefault(number, End.NONE), Map.of(), last.values());
        ends.put(number, end);
        firstBytes.put(number, end.position());
    }

    private static AreaDay day(byte[] record) {
        return SingleObject.decode(record, AreaDay.class);
    }
}

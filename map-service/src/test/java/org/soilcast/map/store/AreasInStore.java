package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.AreaTile;

/** Areas, their days, and decisions in the files of a store, for tests that have no topic. */
public final class AreasInStore {
    private AreasInStore() {}

    /** Replaces a small topic's file. */
    public static <T extends SpecificRecord> void put(Path results, SmallTopic<T> topic, List<T> records)
            throws IOException {
        topic.file(results)
                .rewrite(
                        End.NONE,
                        Map.of(),
                        records.stream().map(SingleObject::encode).toList());
    }

    /** Appends days. */
    public static void put(Path results, AreaDay... days) throws IOException {
        var files = new AreaDayFiles(results);
        files.open();
        files.append(Arrays.stream(days).map(SingleObject::encode).toList(), Map.of(0, 1L));
    }

    /** An area of the first cells of tile 0 with a square for an outline. */
    public static Area area(String id, String name, int... cells) {
        List<Integer> indices = Arrays.stream(cells).boxed().toList();
        return Area.newBuilder()
                .setId(id)
                .setName(name)
                .setDomain("test")
                .setTiles(List.of(new AreaTile(0, indices, Collections.nCopies(cells.length, 1f))))
                .setAreaKm2(1234.56f)
                .setCoveredPercent(100)
                .setOutline(List.of(List.of(List.of(-98f, 35f, -96f, 35f, -96f, 37f, -98f, 37f, -98f, 35f))))
                .build();
    }

    /** A day: so much of the area in D1, the rest normal. */
    public static AreaDay day(String id, LocalDate date, float percentInD1, int revision) {
        List<Float> classes = List.of(0f, 0f, 0f, percentInD1, 0f, 100 - percentInD1, 0f, 0f, 0f, 0f, 0f);
        return AreaDay.newBuilder()
                .setArea(id)
                .setName("County of " + id)
                .setDomain("test")
                .setDate(date)
                .setModelVersion(1)
                .setRevision(revision)
                .setShortClimatology(true)
                .setCells(2)
                .setKnownPercent(100)
                .setSurfacePercentile(Float.NaN)
                .setSurfaceClassPercent(Collections.nCopies(11, 0f))
                .setSurfaceLikelyPercent(Collections.nCopies(5, 0f))
                .setSurfaceDsci(Float.NaN)
                .setRootZonePercentile(45.678f)
                .setRootZoneClassPercent(classes)
                .setRootZoneLikelyPercent(List.of(0f, 0f, 0f, percentInD1, percentInD1))
                .setRootZoneDsci(2 * percentInD1)
                .build();
    }
}

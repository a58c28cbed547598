package org.soilcast.retrain.evaluation;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/** Histories for tests: cells of different sand five degrees apart, showers every fourth day or so, mild weather. */
public final class MadeUpHistory {
    /** First day of all of them. */
    public static final LocalDate FIRST = LocalDate.parse("2015-04-01");

    /** A retrieval, m3/m3, or NaN for none. */
    public interface Retrievals {
        float of(int day, int cell);
    }

    private MadeUpHistory() {}

    /** A history with these retrievals; the folder is for an archive and must be empty. */
    public static CellHistory of(int cells, int days, Path folder, Retrievals retrievals) {
        try (var archive = new TileDayArchive(folder)) {
            for (int day = 0; day < days; day++) {
                int today = day;
                archive.put(TileDay.newBuilder()
                        .setDomain("made-up")
                        .setTile(0)
                        .setDate(FIRST.plusDays(day))
                        .setRevision(1)
                        .setPrecipitationMmPerDay(values(cells, cell -> rainMm(today, cell)))
                        .setAirTemperatureC(values(cells, cell -> 15 + 5 * Math.sin(today / 58.0)))
                        .setPotentialEvapotranspirationMmPerDay(values(cells, cell -> 3 + Math.sin(today / 58.0)))
                        .setObservedM3PerM3(values(cells, cell -> retrievals.of(today, cell)))
                        .setQuality(
                                IntStream.range(0, cells).mapToObj(cell -> 0).toList())
                        .build());
            }
            var tiles = new TreeMap<Integer, Tile>();
            tiles.put(0, tile(cells));
            return CellHistory.of(archive, tiles, FIRST, FIRST.plusDays(days - 1L));
        }
    }

    private static double rainMm(int day, int cell) {
        int hash = (day * 7919 + cell * 104_729) * 0x9E3779B9 >>> 24; // 0..255
        return hash < 64 ? 0.4 * hash : 0;
    }

    private static Tile tile(int cells) {
        return Tile.newBuilder()
                .setDomain("made-up")
                .setTile(0)
                .setTiles(1)
                .setCells(IntStream.range(0, cells).mapToObj(Integer::toString).toList())
                .setLatitudeDegrees(values(cells, cell -> 30 + cell))
                .setLongitudeDegrees(values(cells, cell -> -120 + 5 * cell))
                .setElevationM(values(cells, cell -> 100))
                .setAttributes(List.of(
                        attribute("sand_percent", cells, cell -> 20 + 60.0 * cell / cells),
                        attribute("clay_percent", cells, cell -> 20),
                        attribute("ndvi_mean", cells, cell -> 0.3)))
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    private static Attribute attribute(String name, int cells, IntToDoubleFunction value) {
        return new Attribute(
                name,
                values(cells, value),
                IntStream.range(0, cells).mapToObj(cell -> true).toList());
    }

    private static List<Float> values(int cells, IntToDoubleFunction value) {
        var values = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            values[cell] = (float) value.applyAsDouble(cell);
        }
        return Floats.view(values);
    }
}

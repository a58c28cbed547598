package org.soilcast.ingest.align;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.align.TopologyBench.Message;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;

/** Messages of a small tile, like those of smap_conus: no elevation, no daily extremes. */
final class TileMessages {
    static final int CELLS = 3;
    static final LocalDate START = LocalDate.of(2015, 4, 1);
    static final float NONE = Float.NaN;

    private TileMessages() {}

    static LocalDate day(int number) {
        return START.plusDays(number - 1L);
    }

    static Message tile(int tile) {
        return tile(tile, 1.325f, "0", "1", "2");
    }

    static Message tile(int tile, float bulkDensityGPerCm3, String... cells) {
        return new Message(
                Topics.TILES,
                tile,
                Tile.newBuilder()
                        .setDomain(TopologyBench.DOMAIN)
                        .setTile(tile)
                        .setTiles(3)
                        .setCells(List.of(cells))
                        .setLatitudeDegrees(same(40, cells.length))
                        .setLongitudeDegrees(same(-100, cells.length))
                        .setElevationM(same(NONE, cells.length))
                        .setAttributes(List.of(Attribute.newBuilder()
                                .setName("bulk_density_g_per_cm3")
                                .setValues(same(bulkDensityGPerCm3, cells.length))
                                .setPresent(java.util.Collections.nCopies(cells.length, true))
                                .build()))
                        .setDayDefinition("test")
                        .setObservationTime(ObservationTime.END_OF_DAY)
                        .setSynthetic(false)
                        .build());
    }

    /** Tile 0 with normals that are the same all the year; those of radiation are 200 and 300 W/m2. */
    static Message tileWithNormals(float airTemperatureK) {
        return new Message(
                Topics.TILES,
                0,
                Tile.newBuilder((Tile) tile(0).value())
                        .setNormals(Map.of(
                                "air_temperature_k", constant(airTemperatureK),
                                "shortwave_down_w_per_m2", constant(200),
                                "longwave_down_w_per_m2", constant(300)))
                        .build());
    }

    private static List<Float> constant(float value) {
        return Floats.view(Arrays.copyOf(filled(value), 5 * CELLS));
    }

    static Message forcing(int tile, int day, int version, float... airTemperatureK) {
        return forcing(tile, day, version, filled(day * 0.5f), airTemperatureK);
    }

    static Message forcing(int tile, int day, int version, float[] precipitationMmPerDay, float[] airTemperatureK) {
        return new Message(
                Topics.FORCING,
                tile,
                forcingRecord(tile, day, version)
                        .setPrecipitationMmPerDay(Floats.view(precipitationMmPerDay))
                        .setAirTemperatureK(Floats.view(airTemperatureK))
                        .setShortwaveDownWPerM2(same(200, airTemperatureK.length))
                        .setLongwaveDownWPerM2(same(300, airTemperatureK.length))
                        .build());
    }

    /** Weather with every value there. */
    static Message forcing(int tile, int day) {
        return forcing(tile, day, 1, filled(280 + day % 10));
    }

    static Forcing.Builder forcingRecord(int tile, int day, int version) {
        return Forcing.newBuilder()
                .setDomain(TopologyBench.DOMAIN)
                .setTile(tile)
                .setDate(day(day))
                .setSource("nldas2")
                .setVersion(version)
                .setFile("daily.csv.gz")
                .setChecksum("0".repeat(64))
                .setPrecipitationMmPerDay(List.of())
                .setAirTemperatureK(List.of())
                .setAirTemperatureMinK(List.of())
                .setAirTemperatureMaxK(List.of())
                .setShortwaveDownWPerM2(List.of())
                .setLongwaveDownWPerM2(List.of())
                .setSpecificHumidityKgPerKg(List.of())
                .setRelativeHumidityPercent(List.of())
                .setWindSpeedMPerS(List.of());
    }

    static Message retrievals(int tile, int day, int version, float... soilMoistureM3PerM3) {
        return new Message(
                Topics.RETRIEVALS,
                tile,
                Retrievals.newBuilder()
                        .setDomain(TopologyBench.DOMAIN)
                        .setTile(tile)
                        .setDate(day(day))
                        .setSource("smap_l3_am")
                        .setVersion(version)
                        .setFile("daily.csv.gz")
                        .setChecksum("0".repeat(64))
                        .setSoilMoistureM3PerM3(Floats.view(soilMoistureM3PerM3))
                        .setFlags(List.of())
                        .build());
    }

    static Message closed(Topics topic, int tile, int day) {
        return new Message(
                topic,
                tile,
                DayClosed.newBuilder()
                        .setDomain(TopologyBench.DOMAIN)
                        .setTile(tile)
                        .setDate(day(day))
                        .setSource(topic == Topics.FORCING ? "nldas2" : "smap_l3_am")
                        .build());
    }

    static Message[] closedBoth(int tile, int day) {
        return new Message[] {closed(Topics.FORCING, tile, day), closed(Topics.RETRIEVALS, tile, day)};
    }

    /** Sends tile 0 and complete days one after the other. */
    static void run(TopologyBench bench, int from, int to) {
        bench.send(tile(0));
        for (int day = from; day <= to; day++) {
            bench.send(forcing(0, day), retrievals(0, day, 1, filled(0.2f)));
            bench.send(closedBoth(0, day));
        }
    }

    static float[] filled(float value) {
        var values = new float[CELLS];
        Arrays.fill(values, value);
        return values;
    }

    static List<Float> same(float value, int count) {
        return java.util.Collections.nCopies(count, value);
    }
}

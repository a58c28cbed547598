package org.soilcast.map;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Small records for the tests of this package. */
public final class Records {
    public static final String DOMAIN = "test";

    private Records() {}

    public static Tile tile(int tile, String... cells) {
        List<Float> zeros = Collections.nCopies(cells.length, 0f);
        return tile(tile, List.of(cells), zeros, zeros);
    }

    /** A tile of cells at places. */
    public static Tile tile(int tile, List<String> cells, List<Float> latitudes, List<Float> longitudes) {
        return Tile.newBuilder()
                .setDomain(DOMAIN)
                .setTile(tile)
                .setTiles(2)
                .setCells(cells)
                .setLatitudeDegrees(latitudes)
                .setLongitudeDegrees(longitudes)
                .setElevationM(Collections.nCopies(cells.size(), 0f))
                .setAttributes(List.of())
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    /** A record of a tile whose cells all have the mean moisture {@code base}, and no retrieval. */
    public static SoilMoisture.Builder moisture(int tile, String date, int cells, float base) {
        return SoilMoisture.newBuilder()
                .setDomain(DOMAIN)
                .setTile(tile)
                .setDate(LocalDate.parse(date))
                .setModelVersion(1)
                .setRevision(1)
                .setIssue(1)
                .setSurfaceMeanM3PerM3(Collections.nCopies(cells, base))
                .setSurfaceSdM3PerM3(List.of())
                .setRootZoneMeanM3PerM3(Collections.nCopies(cells, base + 0.125f))
                .setRootZoneSdM3PerM3(List.of())
                .setSurfaceOpenLoopM3PerM3(Collections.nCopies(cells, base))
                .setSurfaceForecastM3PerM3(Collections.nCopies(cells, base))
                .setObservedM3PerM3(Collections.nCopies(cells, Float.NaN))
                .setQuality(Collections.nCopies(cells, 0));
    }

    /** Spans of {@link #forecast}. */
    public static final int SPANS = 3;

    /** A forecast of two days and a week, with no climatology; each value of it is another one. */
    public static Forecast.Builder forecast(int tile, String issueDate, int cells, float base) {
        List<Float> unknown = Collections.nCopies(SPANS * cells, Float.NaN);
        return Forecast.newBuilder()
                .setDomain(DOMAIN)
                .setTile(tile)
                .setIssueDate(LocalDate.parse(issueDate))
                .setIssue(1)
                .setModelVersion(3)
                .setRevision(7)
                .setFirstLeadDays(List.of(1, 2, 15))
                .setLastLeadDays(List.of(1, 2, 21))
                .setMembers(24)
                .setTraceYears(4)
                .setCalibrated(true)
                .setSurfaceMeanM3PerM3(values(base, SPANS * cells))
                .setSurfaceSdM3PerM3(values(base + .1f, SPANS * cells))
                .setSurfaceQuantilesM3PerM3(values(base + .2f, 5 * SPANS * cells))
                .setSurfacePercentile(unknown)
                .setSurfaceClassMembers(ByteBuffer.allocate(0))
                .setRootZoneMeanM3PerM3(values(base + .4f, SPANS * cells))
                .setRootZoneSdM3PerM3(values(base + .5f, SPANS * cells))
                .setRootZoneQuantilesM3PerM3(values(base + .6f, 5 * SPANS * cells))
                .setRootZonePercentile(unknown)
                .setRootZoneClassMembers(ByteBuffer.allocate(0))
                .setDroughtClass(unknown)
                .setDroughtProbability(unknown)
                .setQuality(Collections.nCopies(cells, 16));
    }

    /** An alert of a cell that stands, raised once and of class D1. */
    public static Alert.Builder alert(int tile, int cell, String since, String asOf) {
        LocalDate onset = LocalDate.parse(since);
        return Alert.newBuilder()
                .setId(Topics.alertKey("drought", tile, cell, onset))
                .setRule("drought")
                .setDomain(DOMAIN)
                .setTile(tile)
                .setCell(cell)
                .setState(AlertState.RAISED)
                .setSequence(1)
                .setDroughtClass(2)
                .setPeakClass(2)
                .setPercentile(12.346f)
                .setProbability(0.75f)
                .setSince(onset)
                .setRaisedOn(onset.plusDays(9))
                .setClearedOn(null)
                .setAsOf(LocalDate.parse(asOf))
                .setProvisional(true)
                .setModelChanged(false)
                .setModelVersion(3)
                .setRevision(1)
                .setShortClimatology(true);
    }

    private static List<Float> values(float first, int count) {
        var values = new ArrayList<Float>();
        for (int i = 0; i < count; i++) {
            values.add(first + i * .0001f);
        }
        return values;
    }
}

package org.soilcast.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/**
 * One record of each type, of two cells, with every field of release 0.1.0 set. Fields that came later stay at their
 * defaults, as they are in stored records of that release.
 */
final class SampleRecords {
    private static final String DOMAIN = "smap_conus";
    private static final int TILE = 7;
    private static final LocalDate DATE = LocalDate.of(2016, 2, 29);
    private static final String CHECKSUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static final List<SpecificRecord> ALL = List.of(
            tile(), forcing(), retrievals(), dayClosed(), tileDay(), rejected(), tileModel(), bundle(), soilMoisture());

    private SampleRecords() {}

    private static Tile tile() {
        return Tile.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setTiles(10)
                .setCells(List.of("11031", "11032"))
                .setLatitudeDegrees(floats(38.25f, 38.25f))
                .setLongitudeDegrees(floats(-98.4f, -98.03f))
                .setElevationM(floats(512f, Float.NaN))
                .setAttributes(List.of(Attribute.newBuilder()
                        .setName("sand_percent")
                        .setValues(floats(41.5f, Float.NaN))
                        .setPresent(List.of(true, false))
                        .build()))
                .setNormals(Map.of("air_temperature_k", floats(285f, 284f, 12f, 11f, -3f, -2f, 1f, .5f, 0f, .25f)))
                .setDayDefinition("12 to 12 UTC, named by its end")
                .setObservationTime(ObservationTime.DAILY_MEAN)
                .setSynthetic(true)
                .build();
    }

    private static Forcing forcing() {
        return Forcing.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setDate(DATE)
                .setSource("nldas2")
                .setVersion(3)
                .setFile("daily.csv.gz")
                .setChecksum(CHECKSUM)
                .setPrecipitationMmPerDay(floats(0f, 12.5f))
                .setAirTemperatureK(floats(281.25f, Float.NaN))
                .setAirTemperatureMinK(floats(275f, 274.5f))
                .setAirTemperatureMaxK(floats(288f, 287.5f))
                .setShortwaveDownWPerM2(floats(180f, 95f))
                .setLongwaveDownWPerM2(floats(290f, 310f))
                .setSpecificHumidityKgPerKg(floats(.005f, .0075f))
                .setRelativeHumidityPercent(List.of())
                .setWindSpeedMPerS(floats(2.5f, 4f))
                .build();
    }

    private static Retrievals retrievals() {
        return Retrievals.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setDate(DATE)
                .setSource("smap_l3_am")
                .setVersion(3)
                .setFile("daily.csv.gz")
                .setChecksum(CHECKSUM)
                .setSoilMoistureM3PerM3(floats(.25f, Float.NaN))
                .setFlags(List.of(0, 5))
                .build();
    }

    private static DayClosed dayClosed() {
        return DayClosed.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setDate(DATE)
                .setSource("smap_l3_am")
                .build();
    }

    private static TileDay tileDay() {
        return TileDay.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setDate(DATE)
                .setRevision(3)
                .setPrecipitationMmPerDay(floats(0f, 12.5f))
                .setAirTemperatureC(floats(8.1f, -2.5f))
                .setPotentialEvapotranspirationMmPerDay(floats(1.75f, .5f))
                .setObservedM3PerM3(floats(.25f, Float.NaN))
                .setQuality(List.of(0, QualityFlags.TEMPERATURE_INTERPOLATED))
                .build();
    }

    private static Rejected rejected() {
        return Rejected.newBuilder()
                .setDomain(DOMAIN)
                .setSource("nldas2")
                .setReason("out-of-range")
                .setDetail("expected precipitation of 0..2000 mm/day, found -9999")
                .setFile("daily.csv.gz")
                .setPosition(4_294_967_296L)
                .setExcerpt(bytes("11031,2016-02-29,-9999"))
                .build();
    }

    private static TileModel tileModel() {
        return TileModel.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setVersion(2)
                .setEffectiveFrom(LocalDate.of(2016, 4, 1))
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setInputNames(List.of("sand_percent", "mean_precipitation_mm_per_day"))
                .setInputs(floats(41.5f, Float.NaN, 2.1f, 2.2f))
                .setStateNames(List.of("snow_mm", "surface_m3_per_m3"))
                .setStartState(floats(0f, 3.5f, .21f, .23f))
                .setSpinUpFrom(LocalDate.of(2015, 4, 1))
                .setSpinUpTo(LocalDate.of(2016, 3, 30))
                .setSpinUpCycles(12)
                .build();
    }

    private static ModelBundle bundle() {
        return ModelBundle.newBuilder()
                .setVersion(2)
                .setBundle(bytes("manifest and tensors"))
                .build();
    }

    private static SoilMoisture soilMoisture() {
        return SoilMoisture.newBuilder()
                .setDomain(DOMAIN)
                .setTile(TILE)
                .setDate(DATE)
                .setModelVersion(2)
                .setRevision(3)
                .setIssue(4)
                .setSurfaceMeanM3PerM3(floats(.22f, .24f))
                .setSurfaceSdM3PerM3(floats(.02f, .03f))
                .setRootZoneMeanM3PerM3(floats(.26f, .27f))
                .setRootZoneSdM3PerM3(floats(.01f, .015f))
                .setSurfaceOpenLoopM3PerM3(floats(.2f, .21f))
                .setSurfaceForecastM3PerM3(floats(.23f, .25f))
                .setObservedM3PerM3(floats(.25f, Float.NaN))
                .setQuality(List.of(0, QualityFlags.SYNTHETIC))
                .build();
    }

    private static List<Float> floats(float... values) {
        return Floats.view(values);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

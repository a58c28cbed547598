package org.soilcast.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

class ColdStartTest {
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final DaySpan YEAR = new DaySpan(FIRST, 365); // with the leap day of 2016 in it
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int[] CELLS = {3, 5, 2};

    @TempDir
    Path folder;

    @Test
    void eachTileGetsAModelAndTheBundleNamesItsDigest() throws Exception {
        ColdStart.DomainModel first = compute(folder.resolve("a"), YEAR, CREATED);
        BundleManifest manifest = first.bundle().manifest();
        assertThat(first.unsettledCells()).isZero();
        assertThat(first.spinUpCycles()).isPositive();
        assertThat(manifest.version()).isEqualTo(1);
        assertThat(manifest.parent()).isEmpty();
        assertThat(manifest.created()).isEqualTo(CREATED);
        assertThat(manifest.effectiveFrom()).isEqualTo(FIRST);
        assertThat(manifest.dataDigests()).containsOnlyKeys("tile-days of the spin-up");
        assertThat(manifest.tileModelDigests()).hasSize(CELLS.length);
        for (TileModel model : first.tileModels()) {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(SingleObject.encode(model));
            assertThat(manifest.tileModelDigests())
                    .containsEntry(model.getTile(), HexFormat.of().formatHex(sha256));
        }
    }

    @Test
    void tileModelHoldsInputsStateAndHowItCameAbout() throws Exception {
        ColdStart.DomainModel first = compute(folder.resolve("a"), YEAR, CREATED);
        TileModel model = first.tileModels().get(1);
        assertThat(model.getTile()).isEqualTo(1);
        assertThat(model.getVersion()).isEqualTo(1);
        assertThat(model.getEffectiveFrom()).isEqualTo(FIRST);
        assertThat(model.getObservationTime()).isEqualTo(ObservationTime.DAILY_MEAN);
        assertThat(model.getSpinUpTo()).isEqualTo(LocalDate.parse("2016-03-30"));
        assertThat(model.getStateNames())
                .isEqualTo(Arrays.stream(State.values()).map(State::name).toList());
        assertThat(model.getStartState()).hasSize(State.values().length * CELLS[1]);
        NetworkInputs inputs = inputs(model);
        assertThat(inputs.names()).startsWith("sand_percent", "clay_percent", "elevation_m");
        assertThat(inputs.value("sand_percent", 0)).isEqualTo(41);
        assertThat(inputs.value("clay_percent", 1)).isNaN(); // not present
        assertThat(inputs.value("mean_air_temperature_c", 0)).isBetween(9.5f, 10.5f);
        assertThat(inputs.value("precipitation_seasonality", 0)).isFinite();
    }

    @Test
    void networkOfTheBundleGivesTextureParameters() throws Exception {
        ColdStart.DomainModel first = compute(folder.resolve("a"), YEAR, CREATED);
        NetworkInputs inputs = inputs(first.tileModels().get(0));
        double[] texture = TextureParameters.of(40, 20, Double.NaN);
        try (var network = first.bundle().network()) {
            float[] parameters = network.parameters(inputs);
            for (Parameter parameter : Parameter.values()) {
                float found = parameters[parameter.ordinal() * CELLS[0]];
                double expected = texture[parameter.ordinal()];
                assertThat(found).as(parameter.name()).isCloseTo((float) expected, percent(0.01f));
            }
        }
    }

    @Test
    void onlyTheTimeOfCreationDiffersFromRunToRun() throws Exception {
        ColdStart.DomainModel first = compute(folder.resolve("a"), YEAR, CREATED);
        ColdStart.DomainModel second = compute(folder.resolve("b"), YEAR, CREATED.plusSeconds(1));
        assertThat(second.tileModels()).isEqualTo(first.tileModels());
        assertThat(BundleCodec.encode(second.bundle())).isNotEqualTo(BundleCodec.encode(first.bundle()));
        assertThat(BundleCodec.encode(
                        compute(folder.resolve("c"), YEAR, CREATED).bundle()))
                .isEqualTo(BundleCodec.encode(first.bundle()));
    }

    @Test
    void thirtyDaysAreEnoughAndHaveNoSeasonality() throws Exception {
        ColdStart.DomainModel first = compute(folder.resolve("a"), new DaySpan(FIRST, 30), CREATED);
        NetworkInputs inputs = inputs(first.tileModels().get(0));
        assertThat(inputs.value("precipitation_seasonality", 0)).isNaN();
        assertThat(inputs.value("mean_precipitation_mm_per_day", 0)).isFinite();
    }

    /** Why a model that was made before the year was complete has to say so. */
    @Test
    void aModelOfPartOfAYearIsAnotherOne() throws Exception {
        List<TileModel> part =
                compute(folder.resolve("a"), new DaySpan(FIRST, 200), CREATED).tileModels();
        List<TileModel> year = compute(folder.resolve("b"), YEAR, CREATED).tileModels();
        for (int tile = 0; tile < CELLS.length; tile++) {
            assertThat(part.get(tile).getEffectiveFrom())
                    .isEqualTo(year.get(tile).getEffectiveFrom());
            assertThat(part.get(tile).getStartState())
                    .isNotEqualTo(year.get(tile).getStartState());
            assertThat(part.get(tile).getInputs()).isNotEqualTo(year.get(tile).getInputs());
            DaySpan madeFrom =
                    DaySpan.of(part.get(tile).getSpinUpFrom(), part.get(tile).getSpinUpTo());
            assertThat(ColdStartRule.limit(madeFrom)).isPresent();
        }
    }

    @Test
    void gapInTheArchiveIsRefused() {
        assertThatThrownBy(() -> compute(folder.resolve("a"), new DaySpan(FIRST, 366), CREATED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2016-03-31 is NaN");
    }

    private static ColdStart.DomainModel compute(Path folder, DaySpan span, Instant created) throws Exception {
        SortedMap<Integer, Tile> tiles = new TreeMap<>();
        try (var archive = new TileDayArchive(folder)) {
            for (int tile = 0; tile < CELLS.length; tile++) {
                tiles.put(tile, tile(tile, CELLS[tile]));
                for (int day = 0; day < YEAR.days(); day++) {
                    archive.put(day(tile, day, CELLS[tile]));
                }
            }
            return ColdStart.compute(tiles, archive, span, created, Optional.empty());
        }
    }

    private static NetworkInputs inputs(TileModel model) {
        float[] values = Floats.array(model.getInputs());
        return new NetworkInputs(
                model.getInputNames(),
                values,
                values.length / model.getInputNames().size());
    }

    private static Tile tile(int tile, int cells) {
        var zeros = new float[cells];
        return Tile.newBuilder()
                .setDomain("test")
                .setTile(tile)
                .setTiles(CELLS.length)
                .setCells(IntStream.range(0, cells)
                        .mapToObj(cell -> tile + "-" + cell)
                        .toList())
                .setLatitudeDegrees(Floats.view(zeros))
                .setLongitudeDegrees(Floats.view(zeros))
                .setElevationM(Floats.view(zeros))
                .setAttributes(List.of(
                        attribute("sand_percent", 40 + tile, cells, cells), attribute("clay_percent", 20, cells, 1)))
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.DAILY_MEAN)
                .setSynthetic(true)
                .build();
    }

    private static Attribute attribute(String name, float value, int cells, int presentCells) {
        var values = new float[cells];
        Arrays.fill(values, value);
        return new Attribute(
                name,
                Floats.view(values),
                IntStream.range(0, cells).mapToObj(cell -> cell < presentCells).toList());
    }

    /** Rain every third day, more in summer; 10 °C on average. */
    private static TileDay day(int tile, int day, int cells) {
        double season = StrictMath.sin(2 * Math.PI * day / 365);
        var rain = new float[cells];
        var temperature = new float[cells];
        var pet = new float[cells];
        var none = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            rain[cell] = day % 3 == 0 ? (float) ((4 + 2 * season) * (1 + cell)) : 0;
            temperature[cell] = (float) (10 + 12 * season);
            pet[cell] = (float) (3 + 2 * season);
            none[cell] = Float.NaN;
        }
        return TileDay.newBuilder()
                .setDomain("test")
                .setTile(tile)
                .setDate(FIRST.plusDays(day))
                .setRevision(1)
                .setPrecipitationMmPerDay(Floats.view(rain))
                .setAirTemperatureC(Floats.view(temperature))
                .setPotentialEvapotranspirationMmPerDay(Floats.view(pet))
                .setObservedM3PerM3(Floats.view(none))
                .setQuality(IntStream.range(0, cells).mapToObj(cell -> 0).toList())
                .build();
    }

    private static Percentage percent(float value) {
        return Percentage.withPercentage(value);
    }
}

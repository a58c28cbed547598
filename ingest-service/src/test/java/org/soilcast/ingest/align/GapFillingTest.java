package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.NONE;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.day;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.forcingRecord;
import static org.soilcast.ingest.align.TileMessages.retrievals;
import static org.soilcast.ingest.align.TileMessages.tile;
import static org.soilcast.ingest.align.TileMessages.tileWithNormals;
import static org.soilcast.schemas.QualityFlags.PET_INPUT_FROM_TILE;
import static org.soilcast.schemas.QualityFlags.PET_INPUT_INTERPOLATED;
import static org.soilcast.schemas.QualityFlags.PET_OUDIN;
import static org.soilcast.schemas.QualityFlags.PET_PRIESTLEY_TAYLOR;
import static org.soilcast.schemas.QualityFlags.PRECIPITATION_FILLED;
import static org.soilcast.schemas.QualityFlags.RADIATION_FROM_NORMALS;
import static org.soilcast.schemas.QualityFlags.TEMPERATURE_FROM_NORMALS;
import static org.soilcast.schemas.QualityFlags.TEMPERATURE_FROM_TILE;
import static org.soilcast.schemas.QualityFlags.TEMPERATURE_INTERPOLATED;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.align.TopologyBench.Message;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.TileDay;

class GapFillingTest {
    @TempDir
    private Path stateDirectory;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(stateDirectory);
        bench.send(tile(0));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void missingPrecipitationIsZeroAndFlagged() {
        bench.send(forcing(0, 1, 1, new float[] {NONE, 2, 3}, filled(280)));
        bench.send(closedBoth(0, 1));
        TileDay day = bench.takeTileDays().get(0);
        assertThat(day.getPrecipitationMmPerDay()).containsExactly(0f, 2f, 3f);
        assertThat(day.getQuality())
                .containsExactly(
                        PRECIPITATION_FILLED | PET_PRIESTLEY_TAYLOR, PET_PRIESTLEY_TAYLOR, PET_PRIESTLEY_TAYLOR);
    }

    @Test
    void aGapIsTheTilesMeanUntilTheNextDayComesAndThenInterpolated() {
        bench.send(forcing(0, 1, 1, 280, 290, 290), forcing(0, 2, 1, NONE, 292, 296));
        bench.send(closedBoth(0, 2));
        TileDay atOnce = bench.takeTileDays().get(1);
        assertThat(atOnce.getAirTemperatureC()).containsExactly(celsius(294), celsius(292), celsius(296));
        assertThat(atOnce.getQuality().get(0)).isEqualTo(TEMPERATURE_FROM_TILE | PET_PRIESTLEY_TAYLOR);
        bench.send(forcing(0, 3, 1, 284, 290, 290));
        List<TileDay> again = bench.takeTileDays();
        assertThat(again).extracting(TileDay::getDate).containsExactly(day(2));
        assertThat(again.get(0).getAirTemperatureC()).containsExactly(celsius(282), celsius(292), celsius(296));
        assertThat(again.get(0).getQuality().get(0)).isEqualTo(TEMPERATURE_INTERPOLATED | PET_PRIESTLEY_TAYLOR);
    }

    @Test
    void threeMissingDaysAreBridgedAndFourAreNot() {
        bench.send(forcing(0, 1, 1, 280, 280, 280), forcing(0, 5, 1, 288, 280, 280));
        for (int day = 2; day <= 4; day++) {
            bench.send(forcing(0, day, 1, NONE, 270, 270));
        }
        bench.send(closedBoth(0, 5));
        assertThat(bench.takeTileDays())
                .extracting(day -> day.getAirTemperatureC().get(0))
                .containsExactly(celsius(280), celsius(282), celsius(284), celsius(286), celsius(288));
        bench.send(forcing(0, 5, 2, NONE, 280, 280), forcing(0, 6, 1, 290, 280, 280));
        assertThat(bench.takeTileDays())
                .filteredOn(day -> day.getDate().equals(day(3)))
                .last()
                .extracting(day -> day.getAirTemperatureC().get(0))
                .isEqualTo(celsius(270));
    }

    @Test
    void aWholeMissingDayIsBridged() {
        bench.send(forcing(0, 1, 1, filled(280)), forcing(0, 3, 1, filled(284)));
        bench.send(closedBoth(0, 3));
        List<TileDay> days = bench.takeTileDays();
        assertThat(days).hasSize(3);
        assertThat(days.get(1).getAirTemperatureC()).containsOnly(celsius(282));
        assertThat(days.get(1).getQuality())
                .containsOnly(PRECIPITATION_FILLED
                        | TEMPERATURE_INTERPOLATED
                        | PET_INPUT_INTERPOLATED
                        | PET_PRIESTLEY_TAYLOR);
    }

    /** A missing wind is 2 m/s, a missing humidity the tile's; without any humidity the method is another one. */
    @Test
    void gapsOfWindAndHumidityKeepPenmanMonteithWhileTheyCanBeFilled() {
        var all = withWindAndHumidity(1, new float[] {2, 2, 2}, new float[] {0.004f, 0.005f, 0.006f});
        var gaps = withWindAndHumidity(2, new float[] {NONE, 2, 2}, new float[] {0.004f, NONE, 0.006f});
        var noHumidity = withWindAndHumidity(3, new float[] {2, 2, 2}, new float[] {NONE, NONE, NONE});
        bench.send(all, gaps, noHumidity, forcing(0, 4));
        bench.send(closedBoth(0, 4));
        List<TileDay> days = bench.takeTileDays();
        assertThat(days.get(0).getQuality()).containsOnly(0);
        assertThat(days.get(1).getQuality()).containsExactly(0, PET_INPUT_FROM_TILE, 0);
        assertThat(days.get(1).getPotentialEvapotranspirationMmPerDay())
                .isEqualTo(days.get(0).getPotentialEvapotranspirationMmPerDay());
        assertThat(days.get(2).getQuality()).containsOnly(PET_PRIESTLEY_TAYLOR);
    }

    private static Message withWindAndHumidity(int day, float[] windMPerS, float[] specificHumidityKgPerKg) {
        return new Message(
                Topics.FORCING,
                0,
                Forcing.newBuilder((Forcing) forcing(0, day, 1, filled(285)).value())
                        .setWindSpeedMPerS(Floats.view(windMPerS))
                        .setSpecificHumidityKgPerKg(Floats.view(specificHumidityKgPerKg))
                        .build());
    }

    @Test
    void aDayThatCannotBeFilledWaits() {
        bench.send(forcing(0, 1));
        bench.send(forcing(0, 2, 1, filled(NONE)));
        bench.send(closedBoth(0, 2));
        assertThat(bench.takeDates()).containsExactly(day(1));
        bench.send(forcing(0, 2, 2, filled(280)));
        assertThat(bench.takeDates()).containsExactly(day(2));
    }

    @Test
    void aDayOfTemperatureAloneIsNotHeld() {
        var weather = forcingRecord(0, 1, 1)
                .setPrecipitationMmPerDay(Floats.view(filled(1)))
                .setAirTemperatureK(Floats.view(filled(290)))
                .setShortwaveDownWPerM2(Floats.view(filled(200)))
                .build();
        bench.send(new Message(Topics.FORCING, 0, weather));
        bench.send(closedBoth(0, 1));
        TileDay day = bench.takeTileDays().get(0);
        assertThat(day.getQuality()).containsOnly(PET_OUDIN);
        assertThat(day.getPotentialEvapotranspirationMmPerDay()).allMatch(mm -> mm > 2 && mm < 6);
    }

    @Test
    void heldDaysAreCountedUntilTheyGoOnAndAfterARestart() {
        bench.send(forcing(0, 1));
        bench.send(forcing(0, 2, 1, filled(NONE)));
        bench.send(closedBoth(0, 4));
        assertThat(heldDays(bench.registry)).isEqualTo(3);
        var restarted = new SimpleMeterRegistry();
        var output = new AlignOutput.Factory(TopologyBench.DOMAIN, new AlignMeters(restarted))
                .create(new MockProcessorContext<>());
        var store = new TileDayStore(bench.store());
        var aligner = new TileAligner(store, output, new PartitionProgress(store, output, new CompleteDays(0, 1)));
        assertThat(heldDays(restarted)).isEqualTo(3);
        aligner.close();
        assertThat(heldDays(restarted)).isZero();
        bench.send(forcing(0, 2, 2, filled(280)), forcing(0, 3), forcing(0, 4));
        assertThat(heldDays(bench.registry)).isZero();
        assertThat(bench.takeDates()).containsExactly(day(1), day(2), day(3), day(4));
    }

    private static double heldDays(MeterRegistry registry) {
        return registry.get("soilcast.tile.days.held").gauge().value();
    }

    @Test
    void aTileWithNormalsClosesEveryDayWithThem() {
        bench.send(tileWithNormals(285));
        bench.send(forcing(0, 1));
        bench.send(closedBoth(0, 9));
        List<TileDay> days = bench.takeTileDays();
        assertThat(days).hasSize(9);
        assertThat(days.get(8).getAirTemperatureC()).containsOnly(celsius(285));
        assertThat(days.get(8).getQuality())
                .containsOnly(PRECIPITATION_FILLED
                        | TEMPERATURE_FROM_NORMALS
                        | RADIATION_FROM_NORMALS
                        | PET_PRIESTLEY_TAYLOR);
    }

    @Test
    void revisionCountsTheVersionsOfTheDaysThatFillIt() {
        bench.send(forcing(0, 1, 1, 280, 290, 290), forcing(0, 2, 1, NONE, 292, 296), forcing(0, 3, 4, filled(290)));
        bench.send(closedBoth(0, 3));
        assertThat(bench.takeTileDays()).extracting(TileDay::getRevision).containsExactly(1, 4, 4);
    }

    @Test
    void inputThatWouldChangeAFilledDayTooFarBackIsRejected() {
        bench.send(forcing(0, 1));
        bench.send(forcing(0, 2, 1, NONE, 280, 280));
        for (int day = 3; day <= 17; day++) {
            bench.send(forcing(0, day));
        }
        bench.send(closedBoth(0, 17));
        bench.takeDates();
        bench.send(retrievals(0, 3, 2, filled(0.2f)));
        assertThat(bench.takeDates()).containsExactly(day(3));
        bench.send(forcing(0, 3, 2, filled(299)));
        assertThat(bench.takeDates()).isEmpty();
        assertThat(bench.takeReasons()).containsExactly("too-late");
        bench.send(forcing(0, 4, 2, filled(299)));
        assertThat(bench.takeDates()).containsExactly(day(4));
    }

    private static float celsius(float kelvin) {
        return (float) (kelvin - 273.15);
    }
}

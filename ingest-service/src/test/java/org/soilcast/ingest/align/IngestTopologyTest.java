package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.NONE;
import static org.soilcast.ingest.align.TileMessages.closed;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.day;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.retrievals;
import static org.soilcast.ingest.align.TileMessages.tile;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.TileDay;

class IngestTopologyTest {
    @TempDir
    private Path stateDirectory;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(stateDirectory);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void handsOnADayWhenBothSourcesHaveClosedIt() {
        bench.send(tile(0), forcing(0, 1), retrievals(0, 1, 1, 0.2f, NONE, 0.3f), closed(Topics.FORCING, 0, 1));
        assertThat(bench.takeTileDays()).isEmpty();
        bench.send(closed(Topics.RETRIEVALS, 0, 1));
        List<TileDay> days = bench.takeTileDays();
        assertThat(days).hasSize(1);
        TileDay only = days.get(0);
        assertThat(only.getDate()).isEqualTo(day(1));
        assertThat(only.getDomain()).isEqualTo("smap_conus");
        assertThat(only.getRevision()).isEqualTo(1);
        assertThat(only.getPrecipitationMmPerDay()).containsExactly(0.5f, 0.5f, 0.5f);
        assertThat(only.getAirTemperatureC()).containsExactly(7.85f, 7.85f, 7.85f);
        assertThat(only.getObservedM3PerM3()).containsExactly(0.2f, NONE, 0.3f);
        assertThat(only.getQuality()).containsOnly(QualityFlags.PET_PRIESTLEY_TAYLOR);
        assertThat(only.getPotentialEvapotranspirationMmPerDay()).allMatch(mm -> mm > 0.5f && mm < 10);
    }

    @Test
    void handsOnDaysInDateOrder() {
        bench.send(tile(0), forcing(0, 3), forcing(0, 1), forcing(0, 2));
        bench.send(closedBoth(0, 3));
        assertThat(bench.takeDates()).containsExactly(day(1), day(2), day(3));
    }

    @Test
    void aDayWithoutRetrievalsHasMissingObservations() {
        bench.send(tile(0), forcing(0, 1));
        bench.send(closedBoth(0, 1));
        assertThat(bench.takeTileDays().get(0).getObservedM3PerM3()).containsOnly(NONE);
    }

    @Test
    void inputBeforeItsTileWaitsForIt() {
        bench.send(forcing(0, 1));
        bench.send(closedBoth(0, 1));
        assertThat(bench.takeDates()).isEmpty();
        bench.send(tile(0));
        assertThat(bench.takeDates()).containsExactly(day(1));
    }

    @Test
    void tilesDoNotWaitForEachOther() {
        bench.send(tile(0), tile(1), forcing(0, 1), forcing(1, 1));
        bench.send(closedBoth(1, 1));
        assertThat(bench.takeTileDays()).extracting(TileDay::getTile).containsExactly(1);
    }

    @Test
    void repeatedInputChangesNothing() {
        run(1, 5);
        bench.takeDates();
        bench.send(forcing(0, 3), retrievals(0, 3, 1, filled(0.2f)));
        bench.send(closedBoth(0, 3));
        bench.send(tile(0));
        assertThat(bench.takeDates()).isEmpty();
        assertThat(bench.takeReasons()).isEmpty();
    }

    @Test
    void lateRetrievalsHandTheirDayOnAgain() {
        bench.send(tile(0));
        for (int day = 1; day <= 15; day++) {
            bench.send(forcing(0, day));
            bench.send(closedBoth(0, day));
        }
        bench.takeDates();
        bench.send(retrievals(0, 1, 1, 0.11f, 0.12f, 0.13f));
        List<TileDay> again = bench.takeTileDays();
        assertThat(again).extracting(TileDay::getDate).containsExactly(day(1));
        assertThat(again.get(0).getObservedM3PerM3()).containsExactly(0.11f, 0.12f, 0.13f);
    }

    @Test
    void aReissueReplacesAllValuesAbsencesIncluded() {
        run(1, 5);
        bench.takeDates();
        bench.send(retrievals(0, 4, 2, 0.3f, NONE, NONE));
        List<TileDay> again = bench.takeTileDays();
        assertThat(again).hasSize(1);
        assertThat(again.get(0).getRevision()).isEqualTo(2);
        assertThat(again.get(0).getObservedM3PerM3()).containsExactly(0.3f, NONE, NONE);
    }

    @Test
    void anOlderVersionThatComesLaterIsIgnored() {
        run(1, 5);
        bench.send(retrievals(0, 4, 3, filled(0.33f)));
        bench.takeDates();
        bench.send(retrievals(0, 4, 2, filled(0.22f)));
        assertThat(bench.takeDates()).isEmpty();
    }

    @Test
    void revisionIsTheHighestVersionOfTheDaysInputs() {
        run(1, 5);
        bench.send(forcing(0, 4, 5, filled(290)));
        bench.send(retrievals(0, 4, 3, filled(0.33f)));
        List<TileDay> days = bench.takeTileDays();
        assertThat(days.get(days.size() - 2).getRevision()).isEqualTo(5);
        assertThat(days.get(days.size() - 1).getRevision()).isEqualTo(5);
    }

    @Test
    void aReissueOfEqualValuesRaisesTheRevision() {
        run(1, 5);
        bench.takeDates();
        bench.send(forcing(0, 5, 2, filled(285)));
        assertThat(bench.takeTileDays()).extracting(TileDay::getRevision).containsExactly(2);
    }

    @Test
    void changedAttributesHandTheOpenDaysOnAgain() {
        run(1, 20);
        bench.takeDates();
        bench.send(tile(0, 2.385f, "0", "1", "2")); // porosity 0.1, below the retrievals of 0.2
        List<TileDay> again = bench.takeTileDays();
        assertThat(again).hasSize(15).first().extracting(TileDay::getDate).isEqualTo(day(6));
        assertThat(again.get(0).getQuality()).allMatch(bits -> (bits & QualityFlags.RETRIEVAL_ABOVE_POROSITY) != 0);
    }

    @Test
    void theStoreStaysBounded() {
        run(1, 30);
        int after30Days = bench.storeEntries();
        run(31, 200);
        assertThat(bench.storeEntries())
                .isEqualTo(after30Days)
                .isLessThanOrEqualTo(2 + 2 * (TileAligner.KEPT_DAYS + 1));
    }

    @Test
    void tileDaysGoToTheTilesPartition() {
        assertThat(IntStream.of(0, 5, 13).map(tile -> Topics.partition(tile, 4)))
                .containsExactly(0, 1, 1);
        bench.send(tile(5), forcing(5, 1));
        bench.send(closedBoth(5, 1));
        assertThat(bench.takeFinalState()).containsOnlyKeys("5/" + day(1));
    }

    private void run(int from, int to) {
        TileMessages.run(bench, from, to);
    }
}

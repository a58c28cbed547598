package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.NONE;
import static org.soilcast.ingest.align.TileMessages.closed;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.day;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.tile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.TileDay;

/** The domain has three tiles, all in the one partition of the driver. */
class ControlRecordsTest {
    private static final int TILES = 3;

    @TempDir
    private Path stateDirectory;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(stateDirectory);
        for (int tile = 0; tile < TILES; tile++) {
            bench.send(tile(tile));
        }
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aDayIsCompleteBehindTheLastOfItsTiles() {
        send(1, 0, 1);
        assertThat(output()).containsExactly("0 " + day(1), "1 " + day(1));
        send(2, 0);
        assertThat(output()).containsExactly("0 " + day(2));
        send(1, 2);
        assertThat(output()).containsExactly("2 " + day(1), "complete " + day(1));
        send(2, 2, 1);
        assertThat(output()).containsExactly("2 " + day(2), "1 " + day(2), "complete " + day(2));
    }

    @Test
    void aTileThatIsHeldHoldsTheDateBackAndThenEachDayIsSaidInItsPlace() {
        send(1, 0, 1, 2);
        for (int number = 2; number <= 3; number++) {
            send(number, 0, 1);
            bench.send(forcing(2, number, 1, filled(NONE)));
            bench.send(closedBoth(2, number));
        }
        output();
        bench.send(forcing(2, 2, 2, filled(280)), forcing(2, 3, 2, filled(280)));
        assertThat(output()).containsExactly("2 " + day(2), "complete " + day(2), "2 " + day(3), "complete " + day(3));
    }

    @Test
    void aForecastRunStandsBehindTheDaysOfItsDateAndBeforeThoseOfTheNext() {
        control(new ForecastRun(TopologyBench.DOMAIN, day(2), 0L));
        send(1, 0, 1, 2);
        send(2, 0, 1, 2);
        send(3, 0, 1, 2);
        assertThat(output())
                .containsSubsequence("2 " + day(2), "complete " + day(2), "forecast " + day(2), "0 " + day(3))
                .containsOnlyOnce("forecast " + day(2));
        control(new ForecastRun(TopologyBench.DOMAIN, day(3), 0L));
        assertThat(output()).as("its date is complete").containsExactly("forecast " + day(3));
    }

    @Test
    void theDateThatIsCompleteAndTheRunThatWaitsSurviveARestart() {
        send(1, 0, 1, 2);
        control(new ForecastRun(TopologyBench.DOMAIN, day(2), 0L));
        var context = new MockProcessorContext<String, byte[]>();
        var store = new TileDayStore(bench.store());
        var output = new AlignOutput.Factory(TopologyBench.DOMAIN, new AlignMeters(new SimpleMeterRegistry()))
                .create(context);
        context.setRecordMetadata(Topics.FORCING.topic(), 0, 0);
        output.begin(new Record<>("0", new byte[0], 0), new byte[0]);
        var restarted = new PartitionProgress(store, output, new CompleteDays(0, 1));
        var aligner = new TileAligner(store, output, restarted);
        for (int tile = 0; tile < TILES; tile++) {
            aligner.takeForcing(
                    (Forcing) forcing(tile, 2).value(),
                    SingleObject.encode(forcing(tile, 2).value()));
            aligner.takeClosed((DayClosed) closed(Topics.FORCING, tile, 2).value(), true);
            aligner.takeClosed((DayClosed) closed(Topics.RETRIEVALS, tile, 2).value(), false);
        }
        assertThat(context.forwarded().stream()
                        .map(one -> SingleObject.decode(one.record().value()))
                        .flatMap(ControlRecordsTest::text))
                .containsExactly(
                        "0 " + day(2), "1 " + day(2), "2 " + day(2), "complete " + day(2), "forecast " + day(2));
    }

    @Test
    void anActivationStandsBeforeTheDaysThatCloseBehindIt() {
        send(1, 0, 1, 2);
        control(new ModelActivated(TopologyBench.DOMAIN, 2, day(2), 1L));
        send(2, 0, 1, 2);
        assertThat(output()).containsSubsequence("complete " + day(1), "version 2 from " + day(2), "0 " + day(2));
        assertThat(bench.takeReasons()).isEmpty();
    }

    @Test
    void controlRecordsOfAnotherDomainTopicOrKeyAreRefused() {
        control(new ForecastRun("elsewhere", day(1), 0L));
        byte[] run = SingleObject.encode(new ForecastRun(TopologyBench.DOMAIN, day(1), 0L));
        bench.sendBytes(Topics.RETRIEVALS, Topics.CONTROL_KEY, run);
        bench.sendBytes(Topics.FORCING, "0", run);
        assertThat(bench.takeReasons()).containsExactly("unexpected-type", "unexpected-type", "wrong-key");
        assertThat(output()).isEmpty();
    }

    /** Late input is judged by its own source: how far the other one has come makes no difference. */
    @Test
    void whatIsTakenDoesNotDependOnTheOtherSource() {
        for (int number = 1; number <= 20; number++) {
            bench.send(forcing(0, number), closed(Topics.FORCING, 0, number));
        }
        bench.send(forcing(0, 5, 2, filled(275)));
        assertThat(bench.takeReasons())
                .as("15 days behind the weather, no retrieval yet")
                .containsExactly("too-late");
        bench.send(forcing(0, 6, 2, filled(275)));
        assertThat(bench.takeReasons()).isEmpty();
        bench.send(TileMessages.retrievals(0, 1, 1, filled(0.2f)), closed(Topics.RETRIEVALS, 0, 20));
        assertThat(bench.takeReasons())
                .as("retrievals 20 days behind the weather")
                .isEmpty();
        assertThat(bench.takeDates()).hasSize(20);
        bench.send(TileMessages.retrievals(0, 5, 1, filled(0.2f)));
        assertThat(bench.takeReasons()).containsExactly("too-late");
    }

    private void send(int number, int... tiles) {
        for (int tile : tiles) {
            bench.send(forcing(tile, number));
            bench.send(closedBoth(tile, number));
        }
    }

    private void control(SpecificRecord record) {
        bench.sendBytes(Topics.FORCING, Topics.CONTROL_KEY, SingleObject.encode(record));
    }

    private List<String> output() {
        return bench.takeOutput().stream().flatMap(ControlRecordsTest::text).toList();
    }

    private static Stream<String> text(SpecificRecord record) {
        if (record instanceof TileDay day) {
            return Stream.of(day.getTile() + " " + day.getDate());
        } else if (record instanceof DayComplete complete) {
            return Stream.of("complete " + complete.getDate());
        } else if (record instanceof ForecastRun run) {
            return Stream.of("forecast " + run.getDate());
        } else if (record instanceof ModelActivated activated) {
            return Stream.of("version " + activated.getVersion() + " from " + activated.getEffectiveFrom());
        }
        return Stream.of(record.toString());
    }
}

package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.day;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.retrievals;
import static org.soilcast.ingest.align.TileMessages.tile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.service.ServiceMetric;

class RejectionTest {
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
    void inputBeforeItsTileThatDoesNotFitItIsRejected() {
        bench.send(forcing(0, 2), forcing(0, 1, 1, new float[2], new float[] {280, 280}), retrievals(0, 1, 1, 0.1f));
        bench.send(closedBoth(0, 2));
        bench.send(tile(0));
        List<Rejected> rejected = bench.takeRejected();
        assertThat(rejected).extracting(Rejected::getReason).containsExactly("wrong-length", "wrong-length");
        assertThat(rejected).extracting(Rejected::getSource).containsExactly("nldas2", "smap_l3_am");
        assertThat(rejected)
                .extracting(Rejected::getFile)
                .containsExactly(Topics.FORCING.topic(), Topics.RETRIEVALS.topic());
        assertThat(rejected).extracting(Rejected::getPosition).containsExactly(1L, 0L);
        assertThat(rejected.get(1).getExcerpt())
                .isEqualTo(ByteBuffer.wrap(
                        SingleObject.encode(retrievals(0, 1, 1, 0.1f).value())));
        assertThat(bench.takeDates()).containsExactly(day(2));
    }

    @Test
    void inputOlderThanFourteenDaysBehindTheFrontIsRejected() {
        run(1, 20);
        bench.takeDates();
        bench.send(retrievals(0, 6, 2, filled(0.1f)));
        assertThat(bench.takeReasons()).isEmpty();
        assertThat(bench.takeDates()).containsExactly(day(6));
        bench.send(retrievals(0, 5, 2, filled(0.1f)));
        assertThat(bench.takeDates()).isEmpty();
        List<Rejected> rejected = bench.takeRejected();
        assertThat(rejected).extracting(Rejected::getReason).containsExactly("too-late");
        assertThat(rejected.get(0).getSource()).isEqualTo("smap_l3_am");
        assertThat(ServiceMetric.RECORDS_REJECTED
                        .counter(bench.registry, ServiceMetric.INGEST, "too-late")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void poisonIsRejectedWithItsOffsetAndTheRestGoesOn() {
        bench.send(tile(0), forcing(0, 1));
        bench.sendBytes(Topics.FORCING, "0", "poison".getBytes(StandardCharsets.UTF_8));
        bench.sendBytes(Topics.FORCING, "0", new byte[0]);
        bench.send(closedBoth(0, 1));
        assertThat(bench.takeDates()).containsExactly(day(1));
        List<Rejected> rejected = bench.takeRejected();
        assertThat(rejected).extracting(Rejected::getReason).containsExactly("undecodable", "undecodable");
        assertThat(rejected).extracting(Rejected::getPosition).containsExactly(1L, 2L);
        assertThat(rejected.get(0).getFile()).isEqualTo(Topics.FORCING.topic());
        assertThat(new String(rejected.get(0).getExcerpt().array(), StandardCharsets.UTF_8))
                .isEqualTo("poison");
    }

    @Test
    void recordsOnTheWrongTopicOrWithTheWrongKeyAreRejected() {
        bench.send(new TopologyBench.Message(Topics.RETRIEVALS, 0, forcing(0, 1).value()));
        bench.send(new TopologyBench.Message(Topics.FORCING, 7, forcing(0, 1).value()));
        assertThat(bench.takeReasons()).containsExactly("unexpected-type", "wrong-key");
    }

    @Test
    void impossibleValuesAreRejected() {
        bench.send(tile(0));
        bench.send(forcing(0, 1, 1, 280, Float.POSITIVE_INFINITY, 280), forcing(0, 1, 1, 280, 12, 280));
        bench.send(retrievals(0, 1, 1, 0.81f, 0.1f, 0.1f), retrievals(0, 1, 0, filled(0.1f)));
        bench.send(forcing(0, 1, 1, new float[2], new float[] {280, 280}));
        assertThat(bench.takeReasons())
                .containsExactly("out-of-range", "out-of-range", "out-of-range", "out-of-range", "wrong-length");
    }

    @Test
    void aTileKeepsItsCells() {
        run(1, 2);
        bench.takeDates();
        bench.send(tile(0, 1.325f, "0", "1", "9"));
        assertThat(bench.takeReasons()).containsExactly("tile-changed");
    }

    private void run(int from, int to) {
        TileMessages.run(bench, from, to);
    }
}

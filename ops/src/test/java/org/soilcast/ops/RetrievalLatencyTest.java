package org.soilcast.ops;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.SoilcastRuns;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.SoilMoisture;

/** How long it takes in a running system from a retrieval on its topic to the analysis that has used it. */
@Tag("starts")
class RetrievalLatencyTest {
    private static final int TRIES = 60;
    private static final Duration POLL = Duration.ofMillis(5);

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void everyReissuedRetrievalComesToItsAnalysis() throws Exception {
        Path state = folder.resolve("running");
        var arguments = List.of(
                "run", "--state", state.toString(), "--to", "2017-12-31", "--port", Integer.toString(FreePort.one()));
        try (JavaProcess run =
                JavaProcess.start(TestLaunch.likeTheShellCommand(), Soilcast.class.getName(), arguments)) {
            run.await(line -> line.contains("waits for more"), SoilcastRuns.LONGEST);
            KafkaConnection kafka = BrokerAddress.read(state.resolve("kafka")).orElseThrow();
            double[] seconds = reissue(kafka, newest(kafka));
            Arrays.sort(seconds);
            System.out.printf(
                    "retrieval to analysis on their topics, sample, %d re-issues: median %.2f s, 99 %% %.2f s, longest %.2f s%n",
                    TRIES, seconds[TRIES / 2], seconds[(int) Math.ceil(.99 * TRIES) - 1], seconds[TRIES - 1]);
            run.terminate();
            run.awaitExit(SoilcastRuns.LONGEST);
        }
    }

    /** The last retrievals of tile 0 that are on the topic. */
    private static Retrievals newest(KafkaConnection kafka) {
        var found = new ArrayList<Retrievals>();
        TopicReader.readAll(kafka, Topics.RETRIEVALS, record -> {
            if (SingleObject.decode(record.value()) instanceof Retrievals retrievals && retrievals.getTile() == 0) {
                found.add(retrievals);
            }
        });
        return found.get(found.size() - 1);
    }

    /** Issues them again and again with other values, each when the one before has been analysed; seconds of each. */
    private static double[] reissue(KafkaConnection kafka, Retrievals first) {
        var seconds = new double[TRIES];
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()));
                var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-latency"))) {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.SOIL_MOISTURE);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            for (int i = 0; i < TRIES; i++) {
                float[] values = Floats.array(first.getSoilMoistureM3PerM3());
                for (int cell = 0; cell < values.length; cell++) {
                    values[cell] = Math.min(.5f, .1f + .005f * i);
                }
                Retrievals again = Retrievals.newBuilder(first)
                        .setVersion(first.getVersion() + i + 1)
                        .setSoilMoistureM3PerM3(Floats.view(values))
                        .build();
                long sent = System.nanoTime();
                producer.send(new ProducerRecord<>(
                        Topics.RETRIEVALS.topic(),
                        Topics.partition(first.getTile(), partitions.size()),
                        Topics.tileKey(first.getTile()),
                        SingleObject.encode(again)));
                producer.flush();
                awaitResult(consumer, again);
                seconds[i] = (System.nanoTime() - sent) / 1e9;
            }
        }
        return seconds;
    }

    private static void awaitResult(KafkaConsumer<String, byte[]> consumer, Retrievals wanted) {
        String key = Topics.tileDateKey(wanted.getTile(), wanted.getDate());
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key().equals(key)
                        && SingleObject.decode(record.value(), SoilMoisture.class)
                                        .getRevision()
                                == wanted.getVersion()) {
                    return;
                }
            }
        }
        throw new AssertionError("version " + wanted.getVersion() + " was not analysed within a minute");
    }
}

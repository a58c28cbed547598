package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.StoredForecast;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.map.store.StoredResults;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forecast;

/** The newest forecasts go from the topic of a real broker into files, whatever was sent and whenever it is followed. */
@Tag("starts")
class ForecastFollowingTest {
    private static final int CELLS = 2;

    @TempDir
    Path folder;

    @Test
    void theNewestForecastIsInFilesAfterEveryFollowing() throws Exception {
        try (var taken = StateFolder.take(state());
                var broker = EmbeddedBroker.start(taken.kafka())) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            send(kafka, Topics.TILES, SingleObject.encode(ExportCommandTest.tile()));
            send(
                    kafka,
                    Topics.SOIL_MOISTURE,
                    SingleObject.encode(ExportCommandTest.result("2016-01-30", CELLS, .25f, ExportCommandTest.DOMAIN)));
            follow(kafka);
            assertThat(newest()).as("nothing was forecast").isEmpty();

            send(kafka, Topics.FORECASTS, forecast("2016-01-30", 1, .1f), forecast("2016-01-31", 1, .2f));
            follow(kafka);
            expect("2016-01-31", .2f);

            String before = StoredResults.forecastsVersion(results());
            follow(kafka);
            assertThat(StoredResults.forecastsVersion(results()))
                    .as("nothing new, nothing written")
                    .isEqualTo(before);

            send(
                    kafka,
                    Topics.FORECASTS,
                    forecast("2016-01-31", 2, .3f), // late input
                    forecast("2016-01-29", 5, .4f),
                    forecast("2016-01-31", 1, .5f), // again, by a job that goes on from its checkpoint
                    new byte[] {1, 2, 3},
                    damaged());
            follow(kafka);
            expect("2016-01-31", .3f);

            Files.writeString(onlyFile(), "no forecast");
            assertThat(newest()).as("damaged").isEmpty();
            follow(kafka);
            expect("2016-01-31", .3f);
            send(kafka, Topics.FORECASTS, forecast("2016-02-01", 1, .6f));
        }
        var out = new StringWriter();
        assertThat(UpToDateResults.of(state(), new PrintWriter(out, true))).isEqualTo(results());
        expect("2016-02-01", .6f);
        Files.delete(onlyFile());
        UpToDateResults.of(state(), new PrintWriter(out, true));
        expect("2016-02-01", .6f);
        assertThat(out.toString()).contains("cannot be used");
    }

    private void expect(String issueDate, float surfaceMean) throws IOException {
        StoredForecast found = newest().orElseThrow();
        assertThat(found.issued().date()).isEqualTo(LocalDate.parse(issueDate));
        assertThat((float) found.issued().value(ForecastColumn.SURFACE_MEAN, 0, 1))
                .isEqualTo(surfaceMean);
        assertThat(found.traceYears()).isEqualTo(3);
        assertThat(found.surfaceCalibrated()).isFalse();
    }

    private Optional<StoredForecast> newest() throws IOException {
        return new LatestResults(results()).ask(results -> results.forecast(0));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(results().resolve("forecasts"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path results() {
        return StateFolder.resultsIn(state());
    }

    private void follow(KafkaConnection kafka) {
        try (var follower = ResultFollower.start(kafka, results(), OptionalLong.empty())) {
            follower.close(); // waits for its end
            assertThat(follower.failure()).isEmpty();
        }
    }

    private static void send(KafkaConnection kafka, Topics topic, byte[]... records) {
        try (var producer = new KafkaProducer<String, byte[]>(kafka.producer(Optional.empty()))) {
            for (byte[] record : records) {
                producer.send(new ProducerRecord<>(topic.topic(), 0, Topics.tileKey(0), record));
            }
        }
    }

    private static byte[] forecast(String issueDate, int issue, float surfaceMean) {
        return SingleObject.encode(builder(issueDate, issue, surfaceMean).build());
    }

    /** Newer than all, with fewer values than cells. */
    private static byte[] damaged() {
        return SingleObject.encode(builder("2017-01-01", 1, .7f)
                .setSurfaceMeanM3PerM3(List.of(.7f))
                .build());
    }

    private static Forecast.Builder builder(String issueDate, int issue, float surfaceMean) {
        List<Float> values = Collections.nCopies(CELLS, .25f);
        List<Float> quantiles = Collections.nCopies(5 * CELLS, .25f);
        return Forecast.newBuilder()
                .setDomain(ExportCommandTest.DOMAIN)
                .setTile(0)
                .setIssueDate(LocalDate.parse(issueDate))
                .setIssue(issue)
                .setModelVersion(1)
                .setRevision(1)
                .setFirstLeadDays(List.of(1))
                .setLastLeadDays(List.of(1))
                .setMembers(24)
                .setTraceYears(3)
                .setCalibrated(false)
                .setSurfaceMeanM3PerM3(Collections.nCopies(CELLS, surfaceMean))
                .setSurfaceSdM3PerM3(values)
                .setSurfaceQuantilesM3PerM3(quantiles)
                .setSurfacePercentile(values)
                .setSurfaceClassMembers(ByteBuffer.allocate(0))
                .setRootZoneMeanM3PerM3(values)
                .setRootZoneSdM3PerM3(values)
                .setRootZoneQuantilesM3PerM3(quantiles)
                .setRootZonePercentile(values)
                .setRootZoneClassMembers(ByteBuffer.allocate(0))
                .setDroughtClass(values)
                .setDroughtProbability(values)
                .setQuality(Collections.nCopies(CELLS, 0));
    }
}

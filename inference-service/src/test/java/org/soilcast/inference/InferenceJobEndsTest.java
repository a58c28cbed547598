package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.OffsetReport;
import org.soilcast.inference.topics.TopicRecord;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.BundleSignature;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.land.network.InputScaling;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.ResultColumn;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/** The production graph between ends of its own: what is good comes through, what is poison goes aside. */
class InferenceJobEndsTest {
    private static final int TILES = 4;
    private static final int DAYS = 20;
    private static final Queue<TileResult> RESULTS = new ConcurrentLinkedQueue<>();
    private static final Queue<RejectedInput> REJECTED = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    @BeforeEach
    void empty() {
        RESULTS.clear();
        REJECTED.clear();
    }

    /** Collects in this process what reaches it. */
    private record Collected<T>(boolean results) implements Sink<T> {
        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            boolean toResults = results;
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context writeContext) {
                    if (toResults) {
                        RESULTS.add((TileResult) element);
                    } else {
                        REJECTED.add((RejectedInput) element);
                    }
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    private static Source<TopicRecord, ?, ?> source(List<? extends SpecificRecord> values) {
        byte[][] records = values.stream().map(SingleObject::encode).toArray(byte[][]::new);
        return new DataGeneratorSource<>(
                index -> new TopicRecord("a-topic", 0, index, records[index.intValue()]),
                records.length,
                TypeInformation.of(TopicRecord.class));
    }

    /** The production graph between these tile-days, models of all tiles, and what collects here. */
    private StreamExecutionEnvironment environment(
            int parallelism, Source<TopicRecord, ?, ?> tileDays, Configuration settings) {
        var keys = BundleKeys.inFolder(folder.resolve("keys"));
        List<TileModel> models = new ArrayList<>();
        Map<Integer, String> digests = new TreeMap<>();
        for (int tile = 0; tile < TILES; tile++) {
            TileModel model = MadeUpInputs.model(tile);
            models.add(model);
            digests.put(tile, BundleCodec.sha256(SingleObject.encode(model)));
        }
        var manifest = BundleManifest.first(Instant.EPOCH, MadeUpInputs.FIRST, Map.of(), digests);
        ParameterBundle bundle = BundleSignature.sign(
                ParameterBundle.untrained(
                        new InputScaling(List.of("sand_percent"), new float[] {40}, new float[] {20}), manifest),
                keys.getPrivate());
        models.add(TileModel.newBuilder(models.get(0)).setDomain("elsewhere").build());
        var config = new InferenceConfig(
                KafkaConnection.to("unused:9092"),
                MadeUpInputs.DOMAIN,
                folder.resolve("keys").resolve(BundleKeys.PUBLIC_FILE),
                parallelism,
                Duration.ofSeconds(1),
                Optional.empty(),
                new DeviceChoice.Decision(false, "in a test"));
        var ends = new JobEnds(
                tileDays,
                source(models),
                source(List.of(new ModelBundle(1, ByteBuffer.wrap(BundleCodec.encode(bundle))))),
                List.of(new AreaCells("all", "All", new int[] {0}, new int[][] {{0}}, new float[][] {{1}})),
                new Collected<>(true),
                new DiscardingSink<>(),
                new DiscardingSink<>(),
                new DiscardingSink<>(),
                new Collected<>(false),
                OffsetReport.NONE);
        Configuration all = InferenceJob.settings(config);
        all.addAll(settings);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, all);
        InferenceJob.define(environment, config, ends, 1);
        return environment;
    }

    private Map<String, String> run(int parallelism, List<? extends SpecificRecord> tileDays) throws Exception {
        environment(parallelism, source(tileDays), new Configuration()).execute();
        Map<String, String> results = new TreeMap<>();
        for (TileResult result : RESULTS) {
            results.put(
                    result.tile() + "/" + result.epochDay(),
                    Arrays.toString(result.row(ResultColumn.SURFACE_OPEN_LOOP))
                            + Arrays.toString(result.row(ResultColumn.ROOT_ZONE_MEAN)));
        }
        return results;
    }

    @Test
    void poisonAmongTheDaysChangesNothingAndStopsNothing() throws Exception {
        List<SpecificRecord> good = new ArrayList<>();
        List<SpecificRecord> poisoned = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int tile = 0; tile < TILES; tile++) {
                good.add(MadeUpInputs.day(tile, day, MadeUpInputs.CELLS).build());
            }
        }
        for (SpecificRecord value : good) {
            poisoned.add(value);
            if (poisoned.size() % 20 == 7) {
                TileDay day = (TileDay) value;
                int number = (int) (day.getDate().toEpochDay() - MadeUpInputs.FIRST.toEpochDay());
                poisoned.add(MadeUpInputs.day(day.getTile(), number, MadeUpInputs.CELLS)
                        .setDomain("elsewhere")
                        .build());
                poisoned.add(MadeUpInputs.day(day.getTile(), number, 128).build());
                poisoned.add(TileDay.newBuilder(day)
                        .setPrecipitationMmPerDay(Collections.nCopies(MadeUpInputs.CELLS, Float.NaN))
                        .build());
                poisoned.add(new ModelActivated(MadeUpInputs.DOMAIN, 0, MadeUpInputs.FIRST.plusDays(100), 0L));
            }
        }
        poisoned.add(new DayComplete(MadeUpInputs.DOMAIN, MadeUpInputs.FIRST.plusDays(DAYS - 1), 0L));
        Map<String, String> expected = run(1, good);
        assertThat(expected).hasSize(TILES * DAYS);
        empty();
        Map<String, String> found = run(2, poisoned);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, result) -> assertThat(found.get(key)).as(key).isEqualTo(result));
        assertThat(REJECTED)
                .extracting(RejectedInput::reason)
                .contains(
                        "tile-day-domain", "tile-day-cells", "tile-day-values", "control-version", "tile-model-domain");
    }

    @Test
    void whatTheJobSavesCanBeGoneOnWith() throws Exception {
        byte[] day =
                SingleObject.encode(MadeUpInputs.day(0, 0, MadeUpInputs.CELLS).build());
        var endless = new DataGeneratorSource<>(
                index -> new TopicRecord("a-topic", 0, index, day),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(50),
                TypeInformation.of(TopicRecord.class));
        var checkpoints = new CheckpointFolder(folder.resolve("flink"));
        JobClient job = environment(2, endless, new Configuration()).executeAsync();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        for (Optional<Path> saved = Optional.empty(); saved.isEmpty(); saved = checkpoints.newest()) {
            assertThat(System.nanoTime()).as("waited for a savepoint").isLessThan(deadline);
            job.stopWithSavepoint(false, checkpoints.savepoints(), SavepointFormatType.CANONICAL)
                    .handle((path, notAllTasksRunYet) -> Optional.ofNullable(path))
                    .get();
        }
        checkpoints.requireReadable(checkpoints.newest().orElseThrow());
    }
}

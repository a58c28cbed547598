package org.soilcast.map.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.map.store.TopicEnd;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.service.Service;

/**
 * Keeps the tables of a Postgres database up to the topics ({@link Tables}). A database that is away is waited for, ever
 * longer, up to {@value #LONGEST_WAIT_S} s; then it goes on behind what is in the tables. At its end it brings in what the
 * topics have then, if the database is there. Results that left their topic before the first start are not in the tables
 * until their tile has a newer one.
 */
public final class PostgresSink implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSink.class);
    private static final List<Topics> FOLLOWED =
            List.of(Topics.SOIL_MOISTURE, Topics.AREA_STATISTICS, Topics.ALERTS, Topics.MODEL_DECISIONS);
    private static final Duration POLL = Duration.ofMillis(200);
    /** While much comes, rows that are replaced at once need not be written. */
    private static final Duration WRITE_INTERVAL = Duration.ofSeconds(5);

    private static final Duration WRITE_INTERVAL_CAUGHT_UP = Duration.ofMillis(500);
    private static final int MOST_PENDING = 20_000;
    private static final int LONGEST_WAIT_S = 60;

    private final KafkaConnection kafka;
    private final PostgresTarget target;
    private final Skipped skipped = new Skipped();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "postgres-sink");
    private volatile boolean connected;
    private boolean wrote; // over this connection
    private volatile Optional<Throwable> failure = Optional.empty();

    private PostgresSink(KafkaConnection kafka, PostgresTarget target) {
        this.kafka = kafka;
        this.target = target;
    }

    /** Starts; waits for the topics, if they are not there yet. */
    public static PostgresSink start(KafkaConnection kafka, PostgresTarget target) {
        var sink = new PostgresSink(kafka, target);
        sink.thread.start();
        return sink;
    }

    @Override
    public Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public boolean isReady() {
        return connected;
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!TopicCreation.isComplete(kafka)) {
                if (ending.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            String cluster = cluster();
            long waitS = 1;
            boolean done = false;
            while (!done) {
                boolean last = ending.getCount() == 0;
                try {
                    follow(cluster);
                    done = true;
                } catch (SQLException e) {
                    waitS = wrote ? 1 : Math.min(LONGEST_WAIT_S, 2 * waitS);
                    wrote = false;
                    connected = false;
                    done = last;
                    String next = last ? "what it lacks comes with the next start" : "tried again in " + waitS + " s";
                    LOG.warn("cannot write to {}: {}; {}", target, PostgresTarget.firstLine(e), next);
                    ending.await(waitS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("following topics into {} failed", target, e);
            failure = Optional.of(e);
        }
        connected = false;
        skipped.sentence().ifPresent(LOG::warn);
    }

    /** Follows the topics over one connection until the end. */
    private void follow(String cluster) throws SQLException, IOException {
        try (PostgresWriter writer = PostgresWriter.connect(target, cluster);
                var consumer = new KafkaConsumer<String, byte[]>(kafka.consumer("unused-postgres"))) {
            TopicEnd.seek(consumer, FOLLOWED, writer.offsets());
            LOG.info("rows go to {}", target);
            connected = true;
            var pending = new PendingRows(this::tiles);
            long written = System.nanoTime();
            while (ending.getCount() > 0) {
                Duration interval = poll(consumer, POLL, pending) ? WRITE_INTERVAL : WRITE_INTERVAL_CAUGHT_UP;
                if (pending.size() >= MOST_PENDING || System.nanoTime() - written >= interval.toNanos()) {
                    write(writer, consumer, pending);
                    written = System.nanoTime();
                }
            }
            for (Topics topic : FOLLOWED) {
                TopicEnd.readTo(kafka, topic, consumer, wait -> {
                    poll(consumer, wait, pending);
                    if (pending.size() >= MOST_PENDING) {
                        try {
                            write(writer, consumer, pending);
                        } catch (SQLException e) {
                            throw new IOException(e);
                        }
                    }
                });
            }
            write(writer, consumer, pending);
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException ofDatabase) {
                throw ofDatabase;
            }
            throw e;
        }
    }

    private boolean poll(KafkaConsumer<String, byte[]> consumer, Duration wait, PendingRows pending) {
        boolean came = false;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            skipped.unlessUsable(record, () -> pending.take(record));
            came = true;
        }
        return came;
    }

    private void write(PostgresWriter writer, KafkaConsumer<String, byte[]> consumer, PendingRows pending)
            throws SQLException {
        if (pending.size() > 0) {
            writer.write(pending, TopicEnd.behind(consumer));
            pending.clear();
            wrote = true;
        }
    }

    private Map<Integer, Tile> tiles() {
        var tiles = new TreeMap<Integer, Tile>();
        TopicReader.readAll(kafka, Topics.TILES, record -> {
            try {
                Tile tile = SingleObject.decode(record.value(), Tile.class);
                tiles.put(tile.getTile(), tile);
            } catch (IllegalArgumentException e) {
                LOG.debug("a tile that cannot be read: its results are skipped", e);
            }
        });
        return tiles;
    }

    private String cluster() throws InterruptedException {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say which cluster it is of: " + e.getCause(), e);
        }
    }
}

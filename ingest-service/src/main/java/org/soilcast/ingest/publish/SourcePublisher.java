package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.parse.DomainDay;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.InputException;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Tile;

/**
 * Publishes a domain: its tiles, then every date in order, and among them what steers the stream: the versions of the
 * model that come into force ({@link ModelActivations}) and the dates that a forecast is issued from. Whole days go out in one transaction, so that a crash at any
 * moment leaves no half day; on start, and after any error of the broker, it looks up what was committed and goes on
 * behind it. Nothing is sent twice and nothing is lost. Behind the last day it goes on to publish activations until it is
 * stopped.
 */
public final class SourcePublisher implements Runnable {
    /** Days in one transaction, at most: few commits during a replay. */
    static final int MOST_DAYS_PER_TRANSACTION = 30;

    /** Cells × days in one transaction, unless one day has more: some ten megabytes. */
    private static final int CELL_DAYS_PER_TRANSACTION = 300_000;

    private static final Logger LOG = LoggerFactory.getLogger(SourcePublisher.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    /** How long it may go unnoticed that it is to stop. */
    private static final Duration FOLLOW = Duration.ofMillis(200);

    private static final List<Class<? extends KafkaException>> FATAL = List.of(
            ProducerFencedException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            InterruptException.class,
            RecordTooLargeException.class,
            SerializationException.class,
            UnsupportedVersionException.class);

    private final KafkaConnection kafka;
    private final DomainDays input;
    private final DateRange range;
    private final int forecastEveryDays;
    private final Optional<RetrainSchedule> retrain;
    private final PublishProgress progress;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A publisher that waits for {@link #run}.
     *
     * @param range dates asked for
     * @param forecastEveryDays a forecast is issued from the last date, and from every date whose number of days since
     *     1970 is a multiple of this; 0 for the last date only
     * @param retrain when days wait for a decision on the model; empty for never
     */
    public SourcePublisher(
            KafkaConnection kafka,
            DomainDays input,
            DateRange range,
            int forecastEveryDays,
            Optional<RetrainSchedule> retrain,
            PublishProgress progress) {
        this.kafka = kafka;
        this.input = input;
        this.range = range;
        this.forecastEveryDays = forecastEveryDays;
        this.retrain = retrain;
        this.progress = progress;
    }

    /** Asks {@link #run} to end behind the transaction it is in. */
    public void stop() {
        stopped.countDown();
    }

    /** Publishes until stopped or failed; the progress says when all days are out. Throws nothing. */
    @Override
    public void run() {
        Duration retry = FIRST_RETRY;
        try {
            while (!publish()) {
                LOG.warn(
                        "the broker did not take the days of {}; trying again in {} s",
                        input.domain().name(),
                        retry.toSeconds());
                if (pause(retry)) {
                    return;
                }
                retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry.multipliedBy(2);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("publishing {} failed", input.domain().name(), e);
            progress.fail(e);
        }
    }

    /** True when it was stopped; false when the broker failed and it may go better next time. */
    private boolean publish() {
        try {
            publishRemaining();
            return true;
        } catch (KafkaException e) {
            if (FATAL.stream().anyMatch(fatal -> fatal.isInstance(e) || fatal.isInstance(e.getCause()))) {
                throw e;
            }
            LOG.warn("error of the broker: {}", e.toString());
            LOG.debug("error of the broker", e);
            return false;
        }
    }

    private void publishRemaining() {
        try (var writer = new StreamWriter(kafka, input.domain().name(), range.first(), retrain, progress)) {
            PublishPlan plan = PublishPlan.of(input, range, writer.published());
            writer.published().ifPresent(last -> progress.reached(last.date()));
            var records = new DayRecords(input, plan.version(), writer.partitions());
            List<ProducerRecord<String, byte[]>> preface = preface(records, plan);
            if (plan.remaining().isEmpty()) {
                writer.commit(preface, Duration.ZERO);
            } else {
                publishDays(writer, records, preface, plan.remaining().get());
            }
            while (stopped.getCount() > 0) {
                progress.finish();
                writer.commit(List.of(), FOLLOW);
            }
        }
    }

    private List<ProducerRecord<String, byte[]>> preface(DayRecords records, PublishPlan plan) {
        var preface = new ArrayList<>(changedTiles(records));
        if (plan.anew()) {
            preface.addAll(records.rejected());
        }
        return preface;
    }

    /** The tiles that the broker does not have, or has with other attributes. */
    private List<ProducerRecord<String, byte[]>> changedTiles(DayRecords records) {
        Map<String, byte[]> known = new HashMap<>();
        TopicReader.readAll(kafka, Topics.TILES, message -> known.put(message.key(), message.value()));
        List<ProducerRecord<String, byte[]>> tiles = records.tiles();
        for (ProducerRecord<String, byte[]> tile : tiles) {
            if (known.containsKey(tile.key())) {
                List<String> before =
                        SingleObject.decode(known.get(tile.key()), Tile.class).getCells();
                List<String> now = SingleObject.decode(tile.value(), Tile.class).getCells();
                if (!before.equals(now)) {
                    throw new InputException(
                            "the cells of tile " + tile.key() + " have changed since they were published;"
                                    + " a domain keeps its cells: use an empty state folder");
                }
            }
        }
        return tiles.stream()
                .filter(tile -> !java.util.Arrays.equals(tile.value(), known.get(tile.key())))
                .toList();
    }

    private void publishDays(
            StreamWriter writer,
            DayRecords records,
            List<ProducerRecord<String, byte[]>> preface,
            DateRange remaining) {
        var batch = new ArrayList<>(preface);
        Iterator<DomainDay> days = input.days(remaining.first(), remaining.last());
        LocalDate first = remaining.first();
        while (!first.isAfter(remaining.last()) && stopped.getCount() > 0) {
            LocalDate behind = first.plusDays(daysPerTransaction());
            LocalDate last =
                    writer.lastOf(first, behind.isAfter(remaining.last()) ? remaining.last() : behind.minusDays(1));
            if (last.isBefore(first)) {
                writer.commit(batch, FOLLOW);
                batch.clear();
                continue;
            }
            first.datesUntil(last.plusDays(1)).forEach(date -> {
                batch.addAll(records.of(days.next()));
                if (date.equals(remaining.last()) || isForecastDate(date)) {
                    batch.addAll(writer.forecastRun(date));
                }
            });
            writer.commitDays(batch, last);
            batch.clear();
            first = last.plusDays(1);
        }
    }

    private boolean isForecastDate(LocalDate date) {
        return forecastEveryDays > 0 && date.toEpochDay() % forecastEveryDays == 0;
    }

    private int daysPerTransaction() {
        int days = CELL_DAYS_PER_TRANSACTION / input.domain().cells().size();
        return Math.max(1, Math.min(MOST_DAYS_PER_TRANSACTION, days));
    }

    /** Waits; true when the publisher was asked to stop. */
    private boolean pause(Duration duration) {
        try {
            return stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

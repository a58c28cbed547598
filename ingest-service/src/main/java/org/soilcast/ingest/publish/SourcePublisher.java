package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.RetrainSchedule;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

/**
 * Publishes a domain: its tiles, then every date in order, and among them what steers the stream: the versions of the
 * model that come into force ({@link ModelActivations}), and the dates that a forecast is issued from with the weather that was
 * forecast on them. Whole days go out in one transaction, so that a crash at any
 * moment leaves no half day; on start, and after any error of the broker, it looks up what was committed and sends what is
 * new or has changed ({@link PublishPlan}). Nothing is sent twice and nothing is lost. Behind the last day it goes on to publish activations, and what
 * comes to its input, until it is stopped.
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
    private final InputFeed feed;
    private final int forecastEveryDays;
    private final Optional<RetrainSchedule> retrain;
    private final PublishProgress progress;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A publisher that waits for {@link #run}.
     *
     * @param feed what there is to publish
     * @param forecastEveryDays a forecast is issued from the last date, and from every date whose number of days since
     *     1970 is a multiple of this; 0 for the last date only
     * @param retrain when days wait for a decision on the model; empty for never
     */
    public SourcePublisher(
            KafkaConnection kafka,
            InputFeed feed,
            int forecastEveryDays,
            Optional<RetrainSchedule> retrain,
            PublishProgress progress) {
        this.kafka = kafka;
        this.feed = feed;
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
                LOG.warn("the broker did not take the days of {}; trying again in {} s", domain(), retry.toSeconds());
                if (pause(retry)) {
                    return;
                }
                retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry.multipliedBy(2);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("publishing {} failed", domain(), e);
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
        try (var writer = new StreamWriter(kafka, domain(), feed.range().first(), retrain, progress)) {
            writer.published().lastDate().ifPresent(progress::reached);
            publishRemaining(writer);
            while (stopped.getCount() > 0) {
                progress.finish();
                writer.commit(List.of(), FOLLOW);
                if (feed.renew()) {
                    publishRemaining(writer);
                }
            }
        }
    }

    private String domain() {
        return feed.input().domain().name();
    }

    private void publishRemaining(StreamWriter writer) {
        DomainInput input = feed.input();
        DateRange range = feed.range();
        PublishPlan plan = PublishPlan.of(input, range, writer.published());
        LOG.info("{} of {} days to publish", plan.days().size(), range.days());
        var records = new DayRecords(input, writer.partitions());
        var forecasts = new ForecastRecords(input, writer.partitions());
        var batch = new ArrayList<>(TileAnnouncement.changed(records.tiles(), knownTiles(), plan.replaces()));
        batch.addAll(records.rejected(plan.rejected()));
        int most = daysPerTransaction(input.domain().cells().size());
        int next = 0;
        while (next < plan.days().size() && stopped.getCount() > 0) {
            List<PlannedDay> ahead =
                    plan.days().subList(next, Math.min(next + most, plan.days().size()));
            LocalDate last = writer.lastOf(
                    ahead.get(0).date(), ahead.get(ahead.size() - 1).date());
            List<PlannedDay> now =
                    ahead.stream().filter(day -> !day.date().isAfter(last)).toList();
            for (PlannedDay day : now) {
                batch.addAll(records.of(day));
                if (day.date().equals(range.last()) || isForecastDate(day.date())) {
                    batch.addAll(forecasts.unsent(day.date(), writer.published())); // before it is asked for
                    batch.addAll(writer.forecastRun(day.date()));
                }
            }
            writer.commit(batch, now.isEmpty() ? FOLLOW : Duration.ZERO);
            batch.clear();
            next += now.size();
        }
        if (stopped.getCount() > 0) {
            batch.addAll(forecasts.unsent(range.last(), writer.published()));
        }
        writer.commit(batch, Duration.ZERO);
    }

    private Map<String, byte[]> knownTiles() {
        Map<String, byte[]> known = new HashMap<>();
        TopicReader.readAll(kafka, Topics.TILES, message -> known.put(message.key(), message.value()));
        return known;
    }

    private boolean isForecastDate(LocalDate date) {
        return forecastEveryDays > 0 && date.toEpochDay() % forecastEveryDays == 0;
    }

    private static int daysPerTransaction(int cells) {
        int days = CELL_DAYS_PER_TRANSACTION / cells;
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

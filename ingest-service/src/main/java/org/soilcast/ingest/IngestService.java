package org.soilcast.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.area.AreaPublisher;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.publish.InputFeed;
import org.soilcast.ingest.publish.PublishProgress;
import org.soilcast.ingest.publish.SourcePublisher;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceMetric;
import org.soilcast.service.ServiceProgress;

/**
 * Ingest of one domain: a thread that publishes what the readers have read, and, unless other processes do that, the
 * {@link AlignService} that aligns it into tile-days. The topics must exist.
 */
public final class IngestService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final InputFeed feed;
    private final PublishProgress progress;
    private final SourcePublisher publisher;
    private final Thread publisherThread;
    private final Optional<AlignService> aligning;
    private final List<String> areaNotices;

    private IngestService(
            KafkaConnection kafka,
            InputFeed feed,
            IngestConfig config,
            IngestOptions options,
            boolean aligns,
            MeterRegistry registry) {
        this.feed = feed;
        // Before the first day, so that whoever computes days knows the areas.
        this.areaNotices = options.areas()
                .map(file -> AreaPublisher.publish(kafka, feed.input().domain(), file))
                .orElse(List.of());
        this.progress = new PublishProgress(registry);
        this.publisher = new SourcePublisher(kafka, feed, config.forecastEveryDays(), options.retrain(), progress);
        this.publisherThread = new Thread(publisher, "ingest-publisher");
        this.aligning = aligns
                ? Optional.of(AlignService.start(kafka, config, progress::finished, registry))
                : Optional.empty();
        ServiceMetric.DAYS_PUBLISHED.gauge(registry, this::daysClosed, ServiceMetric.INGEST);
        ServiceMetric.DOMAIN_SYNTHETIC.gauge(registry, () -> synthetic() ? 1 : 0, ServiceMetric.INGEST);
    }

    /**
     * Reads the domain's set and starts.
     *
     * @throws org.soilcast.ingest.rejects.InputException when the set cannot be read or has no date that is asked for; the
     *     message is one line for the user
     */
    public static IngestService start(
            KafkaConnection kafka, IngestConfig config, IngestOptions options, MeterRegistry registry) {
        return start(kafka, config, options, true, registry);
    }

    /** The same without options. */
    public static IngestService start(KafkaConnection kafka, IngestConfig config, MeterRegistry registry) {
        return start(kafka, config, IngestOptions.NONE, registry);
    }

    /** The same, in a process that only publishes when it does not align. */
    static IngestService start(
            KafkaConnection kafka, IngestConfig config, IngestOptions options, boolean aligns, MeterRegistry registry) {
        long start = System.nanoTime();
        InputFeed feed = DomainReading.feed(kafka, config, registry);
        LOG.info(
                "read {}, {} rejected, in {} ms",
                feed.input().dates(),
                feed.input().rejected().size(),
                (System.nanoTime() - start) / 1_000_000);
        return start(kafka, config, feed, options, aligns, registry);
    }

    /** Starts with an input of the domain that the settings name, which has been read. */
    public static IngestService start(
            KafkaConnection kafka, IngestConfig config, DomainInput read, MeterRegistry registry) {
        return start(kafka, config, DomainReading.fixed(config, read), IngestOptions.NONE, true, registry);
    }

    private static IngestService start(
            KafkaConnection kafka,
            IngestConfig config,
            InputFeed feed,
            IngestOptions options,
            boolean aligns,
            MeterRegistry registry) {
        var service = new IngestService(kafka, feed, config, options, aligns, registry);
        service.publisherThread.start();
        return service;
    }

    /** What a person should know of the input: what is missing as a whole, and how much was rejected. Short lines. */
    public List<String> notices() {
        var notices = new ArrayList<>(feed.input().notices());
        notices.addAll(areaNotices);
        if (!feed.input().rejected().isEmpty()) {
            var byReason = new TreeMap<String, Integer>();
            feed.input().rejected().forEach(one -> byReason.merge(one.reason().label(), 1, Integer::sum));
            notices.add("rejected of the input: "
                    + byReason.entrySet().stream()
                            .map(count -> count.getValue() + " " + count.getKey())
                            .collect(Collectors.joining(", "))
                    + "; each with its reason on topic " + Topics.REJECTED.topic());
        }
        return notices;
    }

    /** Whether weather and retrievals of the domain are made up. */
    public boolean synthetic() {
        return feed.input().domain().description().synthetic();
    }

    /** The domain that is read. */
    public Domain domain() {
        return feed.input().domain();
    }

    /** Number of tiles of the domain. */
    public int tiles() {
        return feed.input().domain().tiles();
    }

    /** Number of cells of the domain. */
    public int cells() {
        return feed.input().domain().cells().size();
    }

    /** First date asked for that the set has. */
    public LocalDate firstDate() {
        return feed.range().first();
    }

    /** Last date asked for that the set has. */
    public LocalDate lastDate() {
        return feed.range().last();
    }

    /** Number of days asked for that the set has. */
    public int days() {
        return feed.range().days();
    }

    /** Number of those days whose input has been committed. */
    public int daysClosed() {
        return progress.lastDate()
                .map(last -> last.isAfter(feed.range().last()) ? feed.range().last() : last)
                .map(last ->
                        (int) Math.max(0, ChronoUnit.DAYS.between(feed.range().first(), last) + 1))
                .orElse(0);
    }

    /** Days published of those asked for. */
    @Override
    public ServiceProgress progress() {
        return new ServiceProgress(daysClosed(), days(), progress.finished() ? "" : "publishes days");
    }

    /** Whether all that was asked for has become part of a committed tile-day; when others align, whether it is out. */
    @Override
    public boolean isDrained() {
        return aligning.map(AlignService::isDrained).orElseGet(progress::finished);
    }

    /** Why the service can do no more, if so. */
    @Override
    public Optional<Throwable> failure() {
        return progress.failure().or(() -> aligning.flatMap(AlignService::failure));
    }

    /** Whether it reads and aligns. */
    @Override
    public boolean isReady() {
        return failure().isEmpty();
    }

    /** Stops behind the transaction in progress. */
    @Override
    public void close() {
        feed.close();
        publisher.stop();
        try {
            publisherThread.join(CLOSE_TIMEOUT.toMillis());
            if (publisherThread.isAlive()) {
                publisherThread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        aligning.ifPresent(AlignService::close);
    }
}

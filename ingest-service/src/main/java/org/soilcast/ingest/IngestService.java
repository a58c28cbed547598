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
import org.soilcast.ingest.area.AreaFile;
import org.soilcast.ingest.area.AreaPublisher;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.parse.DomainDays;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.parse.InputException;
import org.soilcast.ingest.publish.DateRange;
import org.soilcast.ingest.publish.OpenLoopDays;
import org.soilcast.ingest.publish.PublishProgress;
import org.soilcast.ingest.publish.SourcePublisher;
import org.soilcast.ingest.publish.UnusableInput;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.ingest.twin.TwinExperiment;
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

    private final DomainDays input;
    private final DateRange range;
    private final PublishProgress progress;
    private final SourcePublisher publisher;
    private final Thread publisherThread;
    private final Optional<AlignService> aligning;
    private final List<String> areaNotices;

    private IngestService(
            KafkaConnection kafka,
            DomainDays input,
            IngestConfig config,
            Optional<AreaFile> areas,
            boolean aligns,
            MeterRegistry registry) {
        this.input = input;
        // Before the first day, so that whoever computes days knows the areas.
        this.areaNotices = areas.map(file -> AreaPublisher.publish(kafka, input.domain(), file))
                .orElse(List.of());
        this.range = DateRange.of(input, config.from(), config.to());
        this.progress = new PublishProgress(registry);
        this.publisher = new SourcePublisher(kafka, input, range, config.forecastEveryDays(), progress);
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
     * @param areas what statistics are made of beside cells; without, those that have been published stay
     * @throws org.soilcast.ingest.parse.InputException when the set cannot be read or has no date that is asked for; the
     *     message is one line for the user
     */
    public static IngestService start(
            KafkaConnection kafka, IngestConfig config, Optional<AreaFile> areas, MeterRegistry registry) {
        return start(kafka, config, areas, true, registry);
    }

    /** The same without areas. */
    public static IngestService start(KafkaConnection kafka, IngestConfig config, MeterRegistry registry) {
        return start(kafka, config, Optional.empty(), registry);
    }

    /** The same, in a process that only publishes when it does not align. */
    static IngestService start(
            KafkaConnection kafka,
            IngestConfig config,
            Optional<AreaFile> areas,
            boolean aligns,
            MeterRegistry registry) {
        long start = System.nanoTime();
        DomainDays read = read(kafka, config, registry);
        LOG.info(
                "read {} to {}, {} rejected, in {} ms",
                read.firstDate(),
                read.lastDate(),
                read.rejected().size(),
                (System.nanoTime() - start) / 1_000_000);
        return start(kafka, config, read, areas, aligns, registry);
    }

    /** Starts with an input of the domain that the settings name, which has been read. */
    public static IngestService start(
            KafkaConnection kafka, IngestConfig config, DomainDays read, MeterRegistry registry) {
        return start(kafka, config, read, Optional.empty(), true, registry);
    }

    private static IngestService start(
            KafkaConnection kafka,
            IngestConfig config,
            DomainDays read,
            Optional<AreaFile> areas,
            boolean aligns,
            MeterRegistry registry) {
        DomainDays input = config.openLoop() ? new OpenLoopDays(read) : read;
        var service = new IngestService(kafka, input, config, areas, aligns, registry);
        service.publisherThread.start();
        return service;
    }

    /** Reads the input; one that cannot be used at all leaves its reasons behind before it fails. */
    private static DomainDays read(KafkaConnection kafka, IngestConfig config, MeterRegistry registry) {
        try {
            return input(config);
        } catch (InputException e) {
            UnusableInput.report(kafka, config.domain(), e.rejected(), new PublishProgress(registry));
            throw e;
        }
    }

    /** What is built in under that name, or the set of that name in the data folder. */
    private static DomainDays input(IngestConfig config) {
        if (config.domain().equals(StationSample.NAME)) {
            return StationSample.read();
        }
        if (config.domain().equals(TwinExperiment.NAME)) {
            return TwinExperiment.of(config.twinCells(), TwinExperiment.DEFAULT_SEED, config.from(), config.to());
        }
        return DomainSets.read(
                config.domain(),
                config.dataDirectory()
                        .orElseThrow(() -> new InputException("domain " + config.domain()
                                + " needs a data folder: give --data DIR or set SOILCAST_DATA")));
    }

    /** What a person should know of the input: what is missing as a whole, and how much was rejected. Short lines. */
    public List<String> notices() {
        var notices = new ArrayList<>(input.notices());
        notices.addAll(areaNotices);
        if (!input.rejected().isEmpty()) {
            var byReason = new TreeMap<String, Integer>();
            input.rejected().forEach(one -> byReason.merge(one.reason().label(), 1, Integer::sum));
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
        return input.domain().description().synthetic();
    }

    /** The domain that is read. */
    public Domain domain() {
        return input.domain();
    }

    /** Number of tiles of the domain. */
    public int tiles() {
        return input.domain().tiles();
    }

    /** Number of cells of the domain. */
    public int cells() {
        return input.domain().cells().size();
    }

    /** First date asked for that the set has. */
    public LocalDate firstDate() {
        return range.first();
    }

    /** Last date asked for that the set has. */
    public LocalDate lastDate() {
        return range.last();
    }

    /** Number of days asked for that the set has. */
    public int days() {
        return range.days();
    }

    /** Number of those days whose input has been committed. */
    public int daysClosed() {
        return progress.lastDate()
                .map(last -> last.isAfter(range.last()) ? range.last() : last)
                .map(last -> (int) Math.max(0, ChronoUnit.DAYS.between(range.first(), last) + 1))
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

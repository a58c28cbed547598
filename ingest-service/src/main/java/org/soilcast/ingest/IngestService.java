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
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.ingest.align.StoreLibrary;
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
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.ConsumerLag;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceMetric;
import org.soilcast.service.ServiceProgress;
import org.soilcast.service.Watched;

/**
 * Ingest of one domain: a thread that publishes what the readers have read, and the Kafka Streams application that aligns
 * it into tile-days. The topics must exist.
 */
public final class IngestService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final DomainDays input;
    private final DateRange range;
    private final PublishProgress progress;
    private final SourcePublisher publisher;
    private final Thread publisherThread;
    private final KafkaStreams streams;
    private final CommittedOffsets aligned;
    private final Watched drained;
    private volatile Optional<Throwable> streamsFailure = Optional.empty();

    private IngestService(
            KafkaConnection kafka, DomainDays input, DateRange range, IngestConfig config, MeterRegistry registry) {
        this.input = input;
        this.range = range;
        this.progress = new PublishProgress(registry);
        this.publisher = new SourcePublisher(kafka, input, range, progress);
        this.publisherThread = new Thread(publisher, "ingest-publisher");
        this.streams = new KafkaStreams(
                IngestTopology.build(config.domain(), registry),
                IngestTopology.settings(
                        kafka,
                        config.domain(),
                        config.stateDirectory(),
                        config.streamThreads(),
                        config.replicationFactor()));
        streams.setUncaughtExceptionHandler(cause -> {
            LOG.error("aligning {} failed", config.domain(), cause);
            streamsFailure = Optional.of(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        this.aligned = new CommittedOffsets(kafka, IngestTopology.applicationId(config.domain()));
        this.drained = Watched.start(
                "ingest-drained",
                () -> progress.finished() && aligned.coverAll(List.of(Topics.FORCING, Topics.RETRIEVALS)));
        ServiceMetric.DAYS_PUBLISHED.gauge(registry, this::daysClosed, ServiceMetric.INGEST);
        ServiceMetric.DOMAIN_SYNTHETIC.gauge(registry, () -> synthetic() ? 1 : 0, ServiceMetric.INGEST);
        for (Topics topic : List.of(Topics.TILES, Topics.FORCING, Topics.RETRIEVALS)) {
            ServiceMetric.LAG.gauge(
                    registry, () -> ConsumerLag.records(streams.metrics(), topic), ServiceMetric.INGEST, topic.topic());
        }
    }

    /**
     * Reads the domain's set and starts.
     *
     * @throws org.soilcast.ingest.parse.InputException when the set cannot be read or has no date that is asked for; the
     *     message is one line for the user
     */
    public static IngestService start(KafkaConnection kafka, IngestConfig config, MeterRegistry registry) {
        long start = System.nanoTime();
        DomainDays read = read(kafka, config, registry);
        LOG.info(
                "read {} to {}, {} rejected, in {} ms",
                read.firstDate(),
                read.lastDate(),
                read.rejected().size(),
                (System.nanoTime() - start) / 1_000_000);
        return start(kafka, config, read, registry);
    }

    /** Starts with an input of the domain that the settings name, which has been read. */
    public static IngestService start(
            KafkaConnection kafka, IngestConfig config, DomainDays read, MeterRegistry registry) {
        StoreLibrary.loadFrom(config.stateDirectory());
        DomainDays input = config.openLoop() ? new OpenLoopDays(read) : read;
        DateRange range = DateRange.of(input, config.from(), config.to());
        var service = new IngestService(kafka, input, range, config, registry);
        service.streams.start();
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

    /** Whether all that was asked for has become part of a committed tile-day. */
    @Override
    public boolean isDrained() {
        return drained.holds();
    }

    /** Why the service can do no more, if so. */
    @Override
    public Optional<Throwable> failure() {
        return progress.failure().or(() -> streamsFailure).or(drained::failure);
    }

    /** Whether it reads and aligns. */
    @Override
    public boolean isReady() {
        return failure().isEmpty();
    }

    /** Stops behind the transaction in progress and leaves the consumer group, so that a restart does not wait for it. */
    @Override
    public void close() {
        drained.close();
        aligned.close();
        publisher.stop();
        try {
            publisherThread.join(CLOSE_TIMEOUT.toMillis());
            if (publisherThread.isAlive()) {
                publisherThread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.warn("aligning did not end within {} s", CLOSE_TIMEOUT.toSeconds());
        }
    }
}

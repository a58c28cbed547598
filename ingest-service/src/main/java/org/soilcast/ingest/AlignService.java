package org.soilcast.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.align.IngestTopology;
import org.soilcast.ingest.align.StoreLibrary;
import org.soilcast.schemas.CommittedOffsets;
import org.soilcast.schemas.ConsumerLag;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.service.Service;
import org.soilcast.service.ServiceMetric;
import org.soilcast.service.Watched;

/**
 * The Kafka Streams application that aligns what is published of a domain into tile-days. Several of them share the
 * partitions. The topics must exist.
 */
final class AlignService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(AlignService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final String domain;
    private final KafkaStreams streams;
    private final CommittedOffsets aligned;
    private final Watched drained;
    private volatile Optional<Throwable> streamsFailure = Optional.empty();

    private AlignService(
            KafkaConnection kafka, IngestConfig config, BooleanSupplier allPublished, MeterRegistry registry) {
        this.domain = config.domainName();
        int partitions = TopicReader.partitionCount(kafka, Topics.TILE_DAYS);
        this.streams = new KafkaStreams(
                IngestTopology.build(domain, partitions, registry),
                IngestTopology.settings(
                        kafka, domain, config.stateDirectory(), config.streamThreads(), config.replicationFactor()));
        streams.setUncaughtExceptionHandler(cause -> {
            LOG.error("aligning {} failed", domain, cause);
            streamsFailure = Optional.of(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        this.aligned = new CommittedOffsets(kafka, IngestTopology.applicationId(domain));
        this.drained = Watched.start(
                "ingest-drained", () -> allPublished.getAsBoolean() && aligned.coverAll(IngestTopology.SOURCES));
        for (Topics topic : IngestTopology.SOURCES) {
            ServiceMetric.LAG.gauge(
                    registry, () -> ConsumerLag.records(streams.metrics(), topic), ServiceMetric.INGEST, topic.topic());
        }
    }

    /**
     * Starts, in a process that publishes too or in one that does not.
     *
     * @param allPublished whether nothing more is to come of what was asked for
     */
    static AlignService start(
            KafkaConnection kafka, IngestConfig config, BooleanSupplier allPublished, MeterRegistry registry) {
        StoreLibrary.loadFrom(config.stateDirectory());
        var service = new AlignService(kafka, config, allPublished, registry);
        service.streams.start();
        return service;
    }

    /** Whether all that was asked for has become part of a committed tile-day. */
    @Override
    public boolean isDrained() {
        return drained.holds();
    }

    /** Why it can do no more, if so. */
    @Override
    public Optional<Throwable> failure() {
        return streamsFailure.or(drained::failure);
    }

    /** Whether it aligns. */
    @Override
    public boolean isReady() {
        return failure().isEmpty();
    }

    /** Leaves the consumer group, so that a restart or another instance does not wait for it. */
    @Override
    public void close() {
        drained.close();
        aligned.close();
        boolean closed = streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!closed) {
            LOG.warn("aligning {} did not end within {} s", domain, CLOSE_TIMEOUT.toSeconds());
        }
    }
}

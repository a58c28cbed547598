package org.soilcast.ingest.align;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.Topics;
import org.soilcast.service.ServiceMetric;

/** What aligning counts, over all tasks of the process. */
final class AlignMeters {
    private final MeterRegistry registry;
    private final Map<String, Counter> read = new HashMap<>();
    private final Counter tileDaysOut;
    private final Counter rejectedOut;
    private final Counter closed;
    private final Counter changed;
    private final Counter repeated;
    private final AtomicLong held = new AtomicLong();

    /** Registers the meters. */
    AlignMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Topics topic : IngestTopology.SOURCES) {
            read.put(topic.topic(), ServiceMetric.RECORDS_IN.counter(registry, ServiceMetric.INGEST, topic.topic()));
        }
        tileDaysOut = out(Topics.TILE_DAYS);
        rejectedOut = out(Topics.REJECTED);
        closed = ServiceMetric.TILE_DAYS_CLOSED.counter(registry, ServiceMetric.INGEST);
        changed = ServiceMetric.TILE_DAYS_CHANGED.counter(registry, ServiceMetric.INGEST);
        repeated = ServiceMetric.RECORDS_REPEATED.counter(registry, ServiceMetric.INGEST);
        ServiceMetric.TILE_DAYS_HELD.gauge(registry, held::get, ServiceMetric.INGEST);
    }

    private Counter out(Topics topic) {
        return ServiceMetric.RECORDS_OUT.counter(registry, ServiceMetric.INGEST, topic.topic());
    }

    void read(String topic) {
        Objects.requireNonNull(read.get(topic), topic).increment();
    }

    void closed() {
        closed.increment();
        tileDaysOut.increment();
    }

    void changed() {
        changed.increment();
        tileDaysOut.increment();
    }

    /** What stands among the tile-days and is none. */
    void besideDays() {
        tileDaysOut.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void rejected(RejectReason reason) {
        ServiceMetric.RECORDS_REJECTED
                .counter(registry, ServiceMetric.INGEST, reason.label())
                .increment();
        rejectedOut.increment();
    }

    void held(long days) {
        held.addAndGet(days);
    }
}

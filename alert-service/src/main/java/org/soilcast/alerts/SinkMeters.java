package org.soilcast.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.soilcast.service.ServiceMetric;

/**
 * The meters of one sink.
 *
 * @param sent messages that it took
 * @param failed tries that failed
 * @param dead messages that it refused for good
 */
record SinkMeters(Counter sent, Counter failed, Counter dead) {
    /** Registers them, and gauges of what waits. */
    static SinkMeters of(MeterRegistry registry, String sink, Supplier<Number> waiting, Supplier<Number> ageSeconds) {
        ServiceMetric.ALERTS_WAITING.gauge(registry, waiting, ServiceMetric.ALERTS, sink);
        ServiceMetric.ALERTS_WAITING_AGE.gauge(registry, ageSeconds, ServiceMetric.ALERTS, sink);
        return new SinkMeters(
                ServiceMetric.ALERTS_SENT.counter(registry, ServiceMetric.ALERTS, sink),
                ServiceMetric.ALERTS_FAILED.counter(registry, ServiceMetric.ALERTS, sink),
                ServiceMetric.ALERTS_DEAD.counter(registry, ServiceMetric.ALERTS, sink));
    }
}

package org.soilcast.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The meters of one process: a Prometheus registry in which memory, garbage collection, threads, processor and uptime
 * of the JVM are bound already.
 *
 * <p>soilcast's own metrics are declared in {@link ServiceMetric} alone; the registry refuses any other that calls itself
 * {@code soilcast}. Values are in base units, and the unit ends the name; durations are timers, states gauges; what only goes
 * up is a counter and ends in {@code _total}.
 */
public final class ServiceMeters implements AutoCloseable {
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics garbageCollection;

    /**
     * @param service value of the label {@code service} on every meter that has none of its own, for example {@code retrain}
     * @throws IllegalArgumentException when the name is blank
     */
    public ServiceMeters(String service) {
        if (service.isBlank()) {
            throw new IllegalArgumentException("service name: expected text, found nothing");
        }
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags(ServiceMetric.SERVICE, service);
        registry.config().meterFilter(new DeclaredOnly());
        garbageCollection = new JvmGcMetrics();
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** The registry that the service's parts register their meters in and {@link TelemetryServer} shows. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Removes the listeners from the JVM's collectors and closes the registry. */
    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static final class DeclaredOnly implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id meter) {
            if (meter.getName().startsWith(ServiceMetric.PREFIX)) {
                check(meter);
            }
            return meter;
        }

        /** Refuses a meter that calls itself soilcast's and is not declared with these labels. */
        private static void check(Meter.Id meter) {
            ServiceMetric declared = Arrays.stream(ServiceMetric.values())
                    .filter(metric -> metric.key.equals(meter.getName()))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("undeclared metric " + meter.getName()));
            Set<String> expected = new HashSet<>(declared.labels());
            expected.add(ServiceMetric.SERVICE);
            List<String> found = meter.getTags().stream().map(Tag::getKey).toList();
            if (!expected.equals(Set.copyOf(found))) {
                throw new IllegalArgumentException(
                        meter.getName() + ": expected the labels " + expected + ", found " + found);
            }
        }
    }
}

package org.soilcast.service;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The meters of one process: a Prometheus registry in which memory, garbage collection, threads, processor and uptime
 * of the JVM are bound already.
 *
 * <p>How every meter of soilcast is named, so that dashboards and rules can rely on it:
 *
 * <ul>
 *   <li>Micrometer names are lower case with dots and begin with {@code soilcast.}; Prometheus shows underscores.
 *   <li>Values are in base units – seconds, bytes, and for soil moisture m3/m3 – and the unit is given as the meter's
 *       base unit, which Prometheus appends to the name: {@code soilcast_retrain_spin_up_seconds_max}.
 *   <li>Counters only go up; Prometheus appends {@code _total}. The name itself does not say “total” or “count”.
 *   <li>Durations are timers, sizes distribution summaries, states gauges.
 *   <li>Labels have few values, known in advance: a service, a topic, a reason. Never a cell, tile or date.
 * </ul>
 */
public final class ServiceMeters implements AutoCloseable {
    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics garbageCollection;

    /**
     * @param service value of the label {@code service} on every meter, for example {@code retrain}
     * @throws IllegalArgumentException when the name is blank
     */
    public ServiceMeters(String service) {
        if (service.isBlank()) {
            throw new IllegalArgumentException("service name: expected text, found nothing");
        }
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("service", service);
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
}

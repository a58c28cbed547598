package org.soilcast.inference;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the {@link RegistryReporter} of a Flink cluster in this process, which reports to Micrometer's global registry: the
 * one thing that Flink, which makes reporters itself, and the rest of the process share.
 */
public final class RegistryReporterFactory implements MetricReporterFactory {
    /** Makes a cluster in this process report here. */
    static void use(Configuration settings) {
        settings.setString("metrics.reporter.registry.factory.class", RegistryReporterFactory.class.getName());
    }

    @Override
    public MetricReporter createMetricReporter(Properties settings) {
        return new RegistryReporter(Metrics.globalRegistry, Clock.systemUTC());
    }
}

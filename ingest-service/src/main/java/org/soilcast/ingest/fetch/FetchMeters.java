package org.soilcast.ingest.fetch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.soilcast.service.ServiceMetric;

/** Counts what rounds of fetching bring; zero where nothing is fetched, so that every run has what is declared. */
public final class FetchMeters {
    private final Counter files;
    private final Counter problems;

    /** Counts on the registry. */
    public FetchMeters(MeterRegistry registry) {
        files = ServiceMetric.FILES_FETCHED.counter(registry, ServiceMetric.INGEST);
        problems = ServiceMetric.FETCH_PROBLEMS.counter(registry, ServiceMetric.INGEST);
    }

    /** A round has ended. */
    void count(FetchReport report) {
        files.increment(report.taken().size());
        problems.increment(report.problems().size());
    }

    /** A round has broken off. */
    void countBrokenRound() {
        problems.increment();
    }
}

package org.soilcast.retrain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.service.ServiceMetric;

/** The meters of the service. */
final class RetrainMeters {
    private final AtomicInteger bundleVersion;
    private final AtomicInteger archiveDays;
    private final AtomicInteger spinUpCycles;
    private final AtomicInteger unsettledCells;
    private final Timer spinUp;
    private final Map<String, Counter> read = new HashMap<>();
    private final Map<Topics, AtomicLong> lag = new EnumMap<>(Topics.class);
    private final Counter tileModels;
    private final Counter bundles;
    private final Counter rejected;
    private volatile Optional<Drift> drift = Optional.empty();
    private final Map<DecisionOutcome, Counter> decisions = new EnumMap<>(DecisionOutcome.class);

    RetrainMeters(MeterRegistry registry) {
        bundleVersion = gauge(registry, ServiceMetric.BUNDLE_VERSION);
        archiveDays = gauge(registry, ServiceMetric.ARCHIVE_DAYS);
        spinUpCycles = gauge(registry, ServiceMetric.COLD_START_CYCLES);
        unsettledCells = gauge(registry, ServiceMetric.COLD_START_UNSETTLED_CELLS);
        ServiceMetric.DRIFT_MEAN.gauge(registry, () -> drift(Drift::meanM3PerM3), ServiceMetric.RETRAIN);
        ServiceMetric.DRIFT_SD.gauge(registry, () -> drift(Drift::standardisedSd), ServiceMetric.RETRAIN);
        spinUp = ServiceMetric.COLD_START.timer(registry, ServiceMetric.RETRAIN);
        for (Topics topic : List.of(Topics.TILES, Topics.TILE_DAYS)) {
            read.put(topic.topic(), counter(registry, ServiceMetric.RECORDS_IN, topic));
            var records = new AtomicLong();
            lag.put(topic, records);
            ServiceMetric.LAG.gauge(registry, records::get, ServiceMetric.RETRAIN, topic.topic());
        }
        tileModels = counter(registry, ServiceMetric.RECORDS_OUT, Topics.TILE_MODELS);
        bundles = counter(registry, ServiceMetric.RECORDS_OUT, Topics.MODEL_BUNDLES);
        for (DecisionOutcome outcome : DecisionOutcome.values()) {
            decisions.put(
                    outcome,
                    ServiceMetric.MODEL_DECISIONS.counter(
                            registry,
                            ServiceMetric.RETRAIN,
                            outcome.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        rejected = ServiceMetric.RECORDS_REJECTED.counter(registry, ServiceMetric.RETRAIN, "tile-day");
    }

    void read(String topic) {
        Objects.requireNonNull(read.get(topic), topic).increment();
    }

    void decided(DecisionOutcome outcome) {
        Objects.requireNonNull(decisions.get(outcome)).increment();
    }

    void drift(Drift newest) {
        drift = Optional.of(newest);
    }

    private double drift(ToDoubleFunction<Drift> what) {
        return drift.stream().mapToDouble(what).findFirst().orElse(Double.NaN);
    }

    void rejected() {
        rejected.increment();
    }

    void lag(Topics topic, double records) {
        Objects.requireNonNull(lag.get(topic), topic.topic()).set((long) records);
    }

    void published(int tileModelsOut) {
        tileModels.increment(tileModelsOut);
        bundles.increment();
    }

    void bundleVersion(int version) {
        bundleVersion.set(version);
    }

    void archiveDays(int days) {
        archiveDays.set(days);
    }

    void spinUp(int cycles, int unsettled) {
        spinUpCycles.set(cycles);
        unsettledCells.set(unsettled);
    }

    Timer spinUpTimer() {
        return spinUp;
    }

    private static Counter counter(MeterRegistry registry, ServiceMetric metric, Topics topic) {
        return metric.counter(registry, ServiceMetric.RETRAIN, topic.topic());
    }

    private static AtomicInteger gauge(MeterRegistry registry, ServiceMetric metric) {
        var value = new AtomicInteger();
        metric.gauge(registry, value::get, ServiceMetric.RETRAIN);
        return value;
    }
}

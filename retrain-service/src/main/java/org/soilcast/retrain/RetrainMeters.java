package org.soilcast.retrain;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the service. */
final class RetrainMeters {
    private final AtomicInteger bundleVersion;
    private final AtomicInteger archiveDays;
    private final AtomicInteger spinUpCycles;
    private final AtomicInteger unsettledCells;
    private final Timer spinUp;

    RetrainMeters(MeterRegistry registry) {
        bundleVersion = gauge(registry, "soilcast.retrain.bundle.version", "Version of the newest bundle; 0: none");
        archiveDays = gauge(registry, "soilcast.retrain.archive.days", "Days without gap in all tiles of the archive");
        spinUpCycles = gauge(registry, "soilcast.retrain.spin.up.cycles", "Most cycles of a tile in the last spin-up");
        unsettledCells = gauge(
                registry, "soilcast.retrain.spin.up.unsettled.cells", "Cells that the last spin-up left unsettled");
        spinUp = Timer.builder("soilcast.retrain.cold.start")
                .description("Computing a domain's first model, without its publication")
                .register(registry);
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

    private static AtomicInteger gauge(MeterRegistry registry, String name, String description) {
        var value = new AtomicInteger();
        Gauge.builder(name, value, AtomicInteger::get)
                .description(description)
                .strongReference(true)
                .register(registry);
        return value;
    }
}

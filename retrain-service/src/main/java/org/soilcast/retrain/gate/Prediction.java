package org.soilcast.retrain.gate;

import java.util.function.Function;

/** What of a version's run is compared with retrievals. */
public enum Prediction {
    /** The surface without assimilation: the land model alone. */
    OPEN_LOOP("open loop", VersionRun::openLoop),
    /** What was forecast of each retrieval before it was seen. */
    FORECAST("forecast", VersionRun::forecast);

    private final String label;
    private final Function<VersionRun, float[]> series;

    Prediction(String label, Function<VersionRun, float[]> series) {
        this.label = label;
        this.series = series;
    }

    /** Its name in reports. */
    String label() {
        return label;
    }

    /** Values of a run, {@code [day][cell]}, m3/m3; NaN for none. */
    float[] of(VersionRun run) {
        return series.apply(run);
    }
}

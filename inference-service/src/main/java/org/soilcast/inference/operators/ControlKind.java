package org.soilcast.inference.operators;

import java.util.Locale;

/** Kinds of control records; each has one writer at a time. */
public enum ControlKind {
    /** A model version is used from a date on. */
    MODEL_ACTIVATED,
    /** All tile-days up to a date are there. */
    DAY_COMPLETE,
    /** A forecast is to be issued at the end of a date. */
    FORECAST_RUN;

    /** As a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

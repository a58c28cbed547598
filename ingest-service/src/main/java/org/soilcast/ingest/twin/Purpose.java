package org.soilcast.ingest.twin;

/**
 * What a random number is for. Numbers of different purposes are independent; the order of the constants is part of the
 * experiment, so new ones go to the end.
 */
enum Purpose {
    SAND,
    CLAY,
    BULK_DENSITY,
    VEGETATION,
    WATER_BODIES,
    ROUGHNESS,
    ELEVATION,
    MOISTNESS,
    WET_SEASON,
    CONTINENTALITY,
    WINDINESS,
    OCCURRENCE,
    OCCURRENCE_LOCAL,
    AMOUNT_1,
    AMOUNT_2,
    TEMPERATURE,
    CLOUD,
    DIURNAL_RANGE,
    HUMIDITY,
    WIND,
    HIDDEN_OFFSET,
    HIDDEN_SLOPE,
    HIDDEN_RESIDUAL,
    RETRIEVAL_NOISE,
    RETRIEVAL_GAP,
    SATELLITE_OUTAGE
}

package org.soilcast.inference.operators;

/**
 * A control record of one partition of the tile-days, after the check that it is new and may be. Whoever acts for every
 * tile of the partition on it, as alerts and forecasts will, takes it here: it stands behind the tile-days before it, and
 * the decoder that emits it has seen every tile of the partition.
 *
 * @param kind what it says
 * @param partition where it stood
 * @param version model version; 0 where it does not speak of one
 * @param epochDay the date it speaks of, days since 1970-01-01
 * @param epoch number of its writer
 */
public record ControlInput(ControlKind kind, int partition, int version, long epochDay, long epoch) {}

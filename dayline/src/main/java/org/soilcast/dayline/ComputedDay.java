package org.soilcast.dayline;

/**
 * A day that has been computed.
 *
 * @param state {@link TileState} at its end, in a new array
 * @param report what is reported of it
 */
public record ComputedDay(float[] state, DayReport report) {}

package org.soilcast.inference.tile;

/**
 * A tile-day and how often it has been computed.
 *
 * @param input the day
 * @param issue number of results sent; 0 while it waits
 */
public record KeptDay(TileDayInput input, int issue) {}

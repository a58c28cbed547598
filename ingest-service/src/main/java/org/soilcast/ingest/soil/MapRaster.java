package org.soilcast.ingest.soil;

import org.soilcast.ingest.source.SourceGrid;

/**
 * Values of a map.
 *
 * @param grid of latitudes and longitudes
 * @param statedUnit by the file; empty where it states none
 * @param values [row · columns + column], NaN for missing
 */
record MapRaster(SourceGrid grid, String statedUnit, double[] values) {}

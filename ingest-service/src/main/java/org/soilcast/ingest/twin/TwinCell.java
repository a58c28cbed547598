package org.soilcast.ingest.twin;

/**
 * What the twin knows of one cell.
 *
 * @param number number of the cell in its grid; its key
 * @param xM projected x of its middle, m
 * @param yM projected y of its middle, m
 * @param climate what its weather varies around
 */
record TwinCell(long number, double xM, double yM, CellClimate climate) {}

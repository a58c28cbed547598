package org.soilcast.ingest.area;

import org.locationtech.jts.geom.Geometry;

/**
 * An area of a file.
 *
 * @param id identifier: letters, digits, dot, underscore and hyphen
 * @param name what people call it
 * @param polygons valid polygon or polygons, longitude and latitude in degrees
 */
record NamedArea(String id, String name, Geometry polygons) {}

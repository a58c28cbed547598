/** Areas that a person draws: from a file of polygons to weights of cells on their topic. */
package org.soilcast.ingest.area;

/** How fast the land model runs, side by side: reference, floats, DJL tensors, vectors, C; forward and in reverse. */
package org.soilcast.land.bench;

/**
 * The land model at work: kernels that the build generates from the equations of {@code org.soilcast.land.physics}, and
 * what calls them on blocks of cells, forward and in reverse.
 *
 * <p>Vectors, floats one by one, and C compute the same operations in the same order, so all give the same bits.
 */
package org.soilcast.land.kernel;

/**
 * The parameter network: from what is known of a cell to the parameters of its land model.
 *
 * <p>Only this package touches DJL. Every process that uses it runs with {@code -Dai.djl.offline=true} (nothing is
 * downloaded) and {@code -Dai.djl.pytorch.num_threads=1} (a sum split over threads has other bits). DJL unpacks its
 * native library once into {@code $HOME/.djl.ai}, or where the system property or variable {@code DJL_CACHE_DIR} points;
 * that folder must be writable. The library loads in one class loader only: these classes and DJL stay on the parent
 * class path, never in a user jar of Flink.
 */
package org.soilcast.land.network;

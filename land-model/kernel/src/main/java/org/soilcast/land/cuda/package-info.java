/**
 * The land model on an NVIDIA GPU: the generated CUDA C, compiled by NVRTC when a device is opened, on the CUDA driver
 * interface. Both libraries are loaded by name at run time, so nothing of CUDA is needed to build or to run without.
 *
 * <p>A process without a usable device is told why in one sentence ({@link org.soilcast.land.cuda.CudaSearch}). Names of
 * functions, constants and errors are those of NVIDIA's CUDA Driver API and NVRTC references.
 */
package org.soilcast.land.cuda;

/** The runs of each cell: members, their perturbations, and where they lie in the kernels' blocks. */
package org.soilcast.dayline.ensemble;

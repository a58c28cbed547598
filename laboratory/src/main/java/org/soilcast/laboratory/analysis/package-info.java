/** Analyses of retrievals that compete with the ensemble filter: a variational one and a learned gain. */
package org.soilcast.laboratory.analysis;

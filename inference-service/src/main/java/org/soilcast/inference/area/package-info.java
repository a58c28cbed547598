/** Areas in the job: their cells, what each tile adds, and their days. */
package org.soilcast.inference.area;

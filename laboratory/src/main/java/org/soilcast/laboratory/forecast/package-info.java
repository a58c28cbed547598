/** Verifies forecasts weeks ahead against the retrievals that came, beside persistence and climatology. */
package org.soilcast.laboratory.forecast;

/** A day of a tile: forecast, analyse, report. Pure functions of state and inputs; no messaging. */
package org.soilcast.dayline;

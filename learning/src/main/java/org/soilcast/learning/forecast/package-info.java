/** Learns the calibration of forecasts weeks ahead, and issues forecasts on past days to learn from or to judge. */
package org.soilcast.learning.forecast;

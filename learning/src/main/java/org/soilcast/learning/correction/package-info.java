/** Learns what the day line adds to its forecast: constants of the residual filter, and networks on top of it. */
package org.soilcast.learning.correction;

/** Tells receivers outside of soilcast of alerts: each state of each alert at least once, whatever fails in between. */
package org.soilcast.alerts;

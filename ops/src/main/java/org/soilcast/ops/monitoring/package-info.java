/** What operators look at in other programs: dashboards, made of the metrics that there are. */
package org.soilcast.ops.monitoring;

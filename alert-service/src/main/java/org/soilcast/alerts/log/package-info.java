/** What has been told, and what is still to be told, on disk. */
package org.soilcast.alerts.log;

/** An alert as it is told, in words that every kind of receiver uses. */
package org.soilcast.alerts.message;

/** Where alerts are told: one class a kind of receiver, and what they share. */
package org.soilcast.alerts.sink;

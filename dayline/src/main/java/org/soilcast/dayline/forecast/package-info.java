/** Weeks ahead of a tile's last analysed day: members under the weather of earlier years, or under weather that is given. */
package org.soilcast.dayline.forecast;

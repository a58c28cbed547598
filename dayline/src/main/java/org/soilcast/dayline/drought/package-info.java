/** Where soil moisture stands among the years. */
package org.soilcast.dayline.drought;

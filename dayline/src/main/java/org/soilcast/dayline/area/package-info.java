/** What is said of an area as a whole: a county, a basin, any polygon. */
package org.soilcast.dayline.area;

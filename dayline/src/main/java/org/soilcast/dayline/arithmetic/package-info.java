/** Functions whose results have the same bits everywhere. */
package org.soilcast.dayline.arithmetic;

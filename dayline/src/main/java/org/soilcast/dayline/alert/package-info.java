/** When a drought is worth an alert, and when it is over. */
package org.soilcast.dayline.alert;

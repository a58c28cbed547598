/** What is learned of the open loop's error, added to the published forecast and never to the water. */
package org.soilcast.dayline.correction;

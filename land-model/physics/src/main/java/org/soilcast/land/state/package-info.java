/** What becomes of the land model's states between its days: kept in few bits, taken over into other parameters. */
package org.soilcast.land.state;

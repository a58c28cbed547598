/** The analysis against what it has not seen: probes on all days and below the surface, drought maps; and its own health. */
package org.soilcast.laboratory.verification;

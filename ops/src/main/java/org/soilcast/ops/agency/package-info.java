/** An agency for tests and drills: the twin in real file formats, over HTTP on this machine, with faults on request. */
package org.soilcast.ops.agency;

/** Gets files of agencies from where they are published into a folder, and knows no format and no agency by name. */
package org.soilcast.ingest.fetch;

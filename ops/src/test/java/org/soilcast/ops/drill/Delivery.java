package org.soilcast.ops.drill;

import java.nio.file.Path;

/** Files that a test puts into a data folder, in the place of those that were there. */
interface Delivery {
    void write(Path data);
}

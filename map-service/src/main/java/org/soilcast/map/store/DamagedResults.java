package org.soilcast.map.store;

import java.io.IOException;

/** A part of the store that cannot be trusted; the message names file and part. All other parts stay readable. */
public final class DamagedResults extends IOException {
    private static final long serialVersionUID = 1;

    DamagedResults(String message) {
        super(message);
    }
}

package org.soilcast.map.store;

import java.io.IOException;

/** Results that have left the topic and are not in the store that ought to have them. */
public final class MissingResults extends IOException {
    private static final long serialVersionUID = 1;

    MissingResults(String message) {
        super(message);
    }
}

package org.soilcast.ops.drill;

import java.util.Set;
import java.util.TreeSet;
import org.soilcast.ops.agency.AgencyServer;

/** Looks for a token where it must not be. */
final class TokenWatch {
    private final String token;
    private final Set<String> seenIn = new TreeSet<>();

    TokenWatch(String token) {
        this.token = token;
    }

    /** Looks at a text. */
    void lookAt(String where, String text) {
        if (text.contains(token)) {
            seenIn.add(where);
        }
    }

    /** Looks at what the agency's other host was asked. */
    void lookAtRequests(AgencyServer agency) {
        agency.requests().stream()
                .filter(request -> request.host().equals(agency.otherHost()))
                .forEach(request -> lookAt("request to the other host", request.text()));
    }

    /** Where it was. */
    Set<String> seenIn() {
        return Set.copyOf(seenIn);
    }
}

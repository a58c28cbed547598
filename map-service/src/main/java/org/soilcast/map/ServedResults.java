package org.soilcast.map;

import java.util.Optional;
import org.soilcast.map.server.MapServer;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.service.Service;

/**
 * A store that is kept up to its topics, and page and API over it.
 *
 * @param follower writes the store
 * @param server reads it
 */
record ServedResults(ResultFollower follower, MapServer server) implements Service {
    @Override
    public Optional<Throwable> failure() {
        return follower.failure().or(server::failure);
    }

    @Override
    public boolean isReady() {
        return follower.isReady() && server.isReady();
    }

    @Override
    public void close() {
        server.close();
        follower.close();
    }
}

package org.soilcast.map;

import java.util.Optional;
import org.soilcast.map.postgres.PostgresSink;
import org.soilcast.map.server.MapServer;
import org.soilcast.map.store.ResultFollower;
import org.soilcast.service.Service;

/**
 * A store that is kept up to its topics, page and API over it, and a database beside it.
 *
 * @param follower writes the store
 * @param server reads it
 * @param postgres follows the same topics; none when nobody asked for it
 */
record ServedResults(ResultFollower follower, MapServer server, Optional<PostgresSink> postgres) implements Service {
    @Override
    public Optional<Throwable> failure() {
        return follower.failure().or(server::failure).or(() -> postgres.flatMap(PostgresSink::failure));
    }

    @Override
    public boolean isReady() {
        return follower.isReady() && server.isReady();
    }

    @Override
    public void close() {
        server.close();
        postgres.ifPresent(PostgresSink::close);
        follower.close();
    }
}

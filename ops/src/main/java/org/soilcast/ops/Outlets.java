package org.soilcast.ops;

import java.util.Optional;
import org.soilcast.map.postgres.PostgresSink;
import org.soilcast.map.postgres.PostgresTarget;
import org.soilcast.schemas.KafkaConnection;

/**
 * Where the results of a run can be looked at beside its files.
 *
 * @param page where the page is served
 * @param postgres database that is kept up to the topics; empty for none
 */
record Outlets(PageAddress page, Optional<PostgresTarget> postgres) {
    /** Starts to follow the topics into the database, if there is one. */
    Optional<PostgresSink> follow(KafkaConnection kafka) {
        return postgres.map(target -> PostgresSink.start(kafka, target));
    }
}

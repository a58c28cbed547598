package org.soilcast.ingest.align;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.soilcast.schemas.Topics;

/**
 * Brings control records to a given partition. A sink knows nothing of a record but key and value, so the key carries the
 * partition as far as the sink, which then writes {@link Topics#CONTROL_KEY}.
 */
final class ControlSink {
    private ControlSink() {}

    /** The key of a record on its way to a partition. */
    static String key(int partition) {
        return Topics.CONTROL_KEY + "/" + partition;
    }

    /** The partition that a key leads to. */
    static int partition(String key) {
        return Integer.parseInt(key.substring(Topics.CONTROL_KEY.length() + 1));
    }

    /** Writes the key as it is on the topic. */
    static Serializer<String> keys() {
        var text = new StringSerializer();
        return (topic, key) -> text.serialize(topic, Topics.CONTROL_KEY);
    }
}

package org.soilcast.inference.topics;

/**
 * A Kafka record before it is decoded.
 *
 * @param topic topic name
 * @param partition partition number
 * @param offset offset in the partition
 * @param value encoded record, empty for a deleted one
 * @param deleted whether the record says that the one of its key is deleted
 */
public record TopicRecord(String topic, int partition, long offset, byte[] value, boolean deleted) {
    /** A record that is not deleted. */
    public TopicRecord(String topic, int partition, long offset, byte[] value) {
        this(topic, partition, offset, value, false);
    }
}

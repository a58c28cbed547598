package org.soilcast.inference.topics;

/**
 * A Kafka record before it is decoded.
 *
 * @param topic topic name
 * @param partition partition number
 * @param offset offset in the partition
 * @param value encoded record, empty for a deleted one
 */
public record TopicRecord(String topic, int partition, long offset, byte[] value) {}

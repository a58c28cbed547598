package org.soilcast.ingest.align;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;

/** Where aligning hands its results to, and what it knows of the message it is working on. */
final class AlignOutput {
    /** Name of the sink of tile-days. */
    static final String TILE_DAYS_SINK = "tile-days-sink";
    /** Name of the sink of control records. */
    static final String CONTROL_SINK = "control-sink";
    /** Name of the sink of rejected input. */
    static final String REJECTED_SINK = "rejected-sink";

    private final ProcessorContext<String, byte[]> context;
    private final String domain;
    private final AlignMeters meters;
    private Record<String, byte[]> message = new Record<>("", new byte[0], 0);
    private byte[] bytes = {};
    private String source = "";
    private String topic = "";
    private long offset = -1;

    /**
     * Makes the output of one task.
     *
     * @param domain name of the domain
     * @param meters of all tasks
     */
    record Factory(String domain, AlignMeters meters) {
        AlignOutput create(ProcessorContext<String, byte[]> context) {
            return new AlignOutput(context, domain, meters);
        }
    }

    private AlignOutput(ProcessorContext<String, byte[]> context, String domain, AlignMeters meters) {
        this.context = context;
        this.domain = domain;
        this.meters = meters;
    }

    /** Turns to the next message. */
    void begin(Record<String, byte[]> next, byte[] nextBytes) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a message of a source topic has a topic and an offset"));
        message = next;
        bytes = nextBytes;
        topic = place.topic();
        offset = place.offset();
        source = topic;
        meters.read(topic);
    }

    /** Names the source of the message, once it is known. */
    void source(String name) {
        source = name;
    }

    /** Whether the message stood on this topic. */
    boolean from(Topics expected) {
        return topic.equals(expected.topic());
    }

    /** Whether this is the domain that is aligned. */
    boolean isOf(String other) {
        return domain.equals(other);
    }

    /** The domain that is aligned. */
    String domain() {
        return domain;
    }

    /** Whether the message has this key. */
    boolean keyIs(String expected) {
        return expected.equals(message.key());
    }

    /** Hands on a date for the first time. */
    void handOn(int tile, byte[] tileDay) {
        meters.closed();
        forwardDay(tile, tileDay);
    }

    /** Hands on a date again, since late or re-issued input changed it. */
    void handOnAgain(int tile, byte[] tileDay) {
        meters.changed();
        forwardDay(tile, tileDay);
    }

    /** Hands on weather that was forecast, at its place among the tile-days. */
    void handOnForecast(int tile, byte[] weather) {
        meters.besideDays();
        forwardDay(tile, weather);
    }

    /** Counts a message that changed nothing. */
    void countRepeated() {
        meters.repeated();
    }

    /** Takes note that days of tiles are held back, or with a negative number that they no longer are. */
    void countHeld(long days) {
        meters.held(days);
    }

    /** Offset of the message on its topic. */
    long offset() {
        return offset;
    }

    /** Records that the message was not taken. */
    void refuse(RejectReason reason, String detail) {
        refuseEarlier(new Rejection(source, reason, detail, topic, offset, bytes));
    }

    /** Records that a message was not taken which had come before this one. */
    void refuseEarlier(Rejection rejected) {
        meters.rejected(rejected.reason());
        context.forward(
                message.withKey(rejected.source()).withValue(SingleObject.encode(rejected.toRecord(domain))),
                REJECTED_SINK);
    }

    /** Hands on what is said of the partition as a whole, behind the tile-days before it. */
    void handOnControl(byte[] control) {
        meters.besideDays();
        context.forward(
                message.withKey(ControlSink.key(context.taskId().partition())).withValue(control), CONTROL_SINK);
    }

    private void forwardDay(int tile, byte[] tileDay) {
        context.forward(message.withKey(Topics.tileKey(tile)).withValue(tileDay), TILE_DAYS_SINK);
    }
}

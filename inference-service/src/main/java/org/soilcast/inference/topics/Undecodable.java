package org.soilcast.inference.topics;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.operators.RejectedInput;
import org.soilcast.inference.operators.TopicRecord;

/** Where records go whose bytes are not what the topic declares. */
public final class Undecodable {
    /** Side output of the decoders. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-records", TypeInformation.of(RejectedInput.class));

    private static final int EXCERPT_BYTES = 1024;

    private Undecodable() {}

    static RejectedInput rejected(TopicRecord record, IllegalArgumentException cause) {
        byte[] excerpt = Arrays.copyOf(record.value(), Math.min(record.value().length, EXCERPT_BYTES));
        return new RejectedInput(record.topic(), record.offset(), "undecodable", cause.getMessage(), excerpt);
    }
}

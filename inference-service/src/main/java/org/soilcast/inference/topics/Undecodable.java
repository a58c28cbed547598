package org.soilcast.inference.topics;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.operators.RejectedInput;

/** Where records go whose bytes are not what the topic declares. */
public final class Undecodable {
    /** Side output of the decoders. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-records", TypeInformation.of(RejectedInput.class));

    private Undecodable() {}

    static RejectedInput rejected(TopicRecord record, IllegalArgumentException cause) {
        return new RejectedInput(
                record.topic(),
                record.offset(),
                "undecodable",
                String.valueOf(cause.getMessage()),
                RejectedInput.excerptOf(record.value()));
    }
}

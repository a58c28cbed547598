package org.soilcast.inference.topics;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.soilcast.inference.tile.RejectedInput;

/** Where records go whose bytes or values are not what the topic declares. */
public final class Undecodable {
    /** Side output of the decoders. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("rejected-records", TypeInformation.of(RejectedInput.class));

    private Undecodable() {}

    static RejectedInput rejected(TopicRecord record, IllegalArgumentException cause) {
        return rejected(record, new InputFault("undecodable", String.valueOf(cause.getMessage())));
    }

    static RejectedInput rejected(TopicRecord record, InputFault fault) {
        return new RejectedInput(
                record.topic(),
                record.offset(),
                fault.reason(),
                fault.detail(),
                RejectedInput.excerptOf(record.value()));
    }
}

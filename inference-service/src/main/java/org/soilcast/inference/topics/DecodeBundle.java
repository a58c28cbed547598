package org.soilcast.inference.topics;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.operators.BundleInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.ModelBundle;

/** Takes the envelope off a model bundle; what cannot be read goes to {@link Undecodable#REJECTED}. */
public final class DecodeBundle extends ProcessFunction<TopicRecord, BundleInput> {
    @Override
    public void processElement(TopicRecord record, Context context, Collector<BundleInput> out) {
        try {
            ModelBundle bundle = SingleObject.decode(record.value(), ModelBundle.class);
            var bytes = new byte[bundle.getBundle().remaining()];
            bundle.getBundle().duplicate().get(bytes);
            out.collect(new BundleInput(record.offset(), bundle.getVersion(), bytes));
        } catch (IllegalArgumentException e) {
            context.output(Undecodable.REJECTED, Undecodable.rejected(record, e));
        }
    }
}

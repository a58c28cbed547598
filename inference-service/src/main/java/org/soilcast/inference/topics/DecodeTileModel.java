package org.soilcast.inference.topics;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.soilcast.inference.operators.TileModelInput;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.TileModel;

/** Takes the envelope off a tile-model; what cannot be read or is not for this domain goes to {@link Undecodable#REJECTED}. */
public final class DecodeTileModel extends ProcessFunction<TopicRecord, TileModelInput> {
    private final String domain;

    /** For one domain. */
    public DecodeTileModel(String domain) {
        this.domain = domain;
    }

    @Override
    public void processElement(TopicRecord record, Context context, Collector<TileModelInput> out) {
        try {
            TileModel model = SingleObject.decode(record.value(), TileModel.class);
            Optional<InputFault> fault = new RecordChecks(domain).faultOf(model);
            if (fault.isPresent()) {
                context.output(Undecodable.REJECTED, Undecodable.rejected(record, fault.get()));
            } else {
                out.collect(input(record, model));
            }
        } catch (IllegalArgumentException e) {
            context.output(Undecodable.REJECTED, Undecodable.rejected(record, e));
        }
    }

    private static short[] shorts(ByteBuffer bytes) {
        var shorts = new short[bytes.remaining() / Short.BYTES];
        bytes.duplicate().asShortBuffer().get(shorts);
        return shorts;
    }

    private static TileModelInput input(TopicRecord record, TileModel model) {
        return new TileModelInput(
                record.offset(),
                BundleCodec.sha256(record.value()),
                model.getTile(),
                model.getVersion(),
                model.getEffectiveFrom().toEpochDay(),
                model.getObservationTime() == ObservationTime.DAILY_MEAN,
                model.getInputNames().toArray(String[]::new),
                Floats.array(model.getInputs()),
                Floats.array(model.getStartState()),
                model.getCellKeys().stream().mapToLong(Long::longValue).toArray(),
                model.getClimatologyYears(),
                shorts(model.getClimatology()));
    }
}

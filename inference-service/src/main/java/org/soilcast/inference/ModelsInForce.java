package org.soilcast.inference;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.soilcast.inference.operators.ModelInForce;
import org.soilcast.land.network.BundleCodec;
import org.soilcast.land.network.Decoded;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;

/** Reads which bundles are on the topic when a job is submitted. */
public final class ModelsInForce {
    private ModelsInForce() {}

    /** The acceptable versions and their first dates, in order; empty while there is none. */
    public static List<ModelInForce> read(KafkaConnection kafka) {
        var versions = new TreeMap<Integer, ModelInForce>();
        TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
            ModelBundle bundle = SingleObject.decode(record.value(), ModelBundle.class);
            if (BundleCodec.decode(bytes(bundle.getBundle())) instanceof Decoded.Accepted accepted) {
                versions.put(
                        bundle.getVersion(),
                        new ModelInForce(
                                bundle.getVersion(),
                                accepted.bundle().manifest().effectiveFrom().toEpochDay()));
            }
        });
        return List.copyOf(versions.values());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

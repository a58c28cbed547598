package org.soilcast.inference;

import java.security.PublicKey;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleVerdict;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.ModelBundle;

/** Reads which bundles the job will let in: before the first one there is nothing for it to do. */
public final class ModelsInForce {
    private static final Logger LOG = LoggerFactory.getLogger(ModelsInForce.class);

    private ModelsInForce() {}

    /**
     * The bundles on the topic that the job's own gate will let in, oldest first; empty while there is none. What is refused here comes to the job too, which reports it.
     *
     * @param kafka the broker
     * @param key public key of the one whose bundles are taken
     */
    public static List<BundleChain.Link> read(KafkaConnection kafka, PublicKey key) {
        BundleChain[] chain = {new BundleChain(key, List.of())};
        TopicReader.readAll(kafka, Topics.MODEL_BUNDLES, record -> {
            if (record.value() != null) {
                chain[0] = chain(chain[0], record.value());
            }
        });
        return chain[0].links();
    }

    private static BundleChain chain(BundleChain chain, byte[] record) {
        try {
            ModelBundle bundle = SingleObject.decode(record, ModelBundle.class);
            var bytes = new byte[bundle.getBundle().remaining()];
            bundle.getBundle().duplicate().get(bytes);
            return chain.judge(bundle.getVersion(), bytes) instanceof BundleVerdict.Accepted accepted
                    ? accepted.chain()
                    : chain;
        } catch (IllegalArgumentException e) {
            LOG.debug("a record of the bundle topic is not a bundle: {}", e.getMessage());
            return chain;
        }
    }
}

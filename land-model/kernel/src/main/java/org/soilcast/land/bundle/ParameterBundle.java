package org.soilcast.land.bundle;

import java.util.Arrays;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;

/**
 * One version of the model: manifest, input scaling and weights of the parameter network, what sections it has besides, and
 * the signature of the manifest. Immutable; {@link BundleCodec} writes and reads it.
 */
public final class ParameterBundle {
    /** Length of an Ed25519 signature. */
    static final int SIGNATURE_BYTES = 64;

    private final BundleManifest manifest;
    private final InputScaling scaling;
    private final NetworkWeights weights;
    private final BundleSections sections;
    private final byte[] signature;

    /**
     * An unsigned bundle without sections.
     *
     * @throws IllegalArgumentException if the weights are for another number of inputs than the scaling
     */
    public ParameterBundle(BundleManifest manifest, InputScaling scaling, NetworkWeights weights) {
        this(manifest, scaling, weights, BundleSections.none(), new byte[0]);
    }

    private ParameterBundle(
            BundleManifest manifest,
            InputScaling scaling,
            NetworkWeights weights,
            BundleSections sections,
            byte[] signature) {
        if (scaling.names().size() != weights.shape().inputs()) {
            throw new IllegalArgumentException(
                    "expected scaling of " + weights.shape().inputs() + " inputs, found "
                            + scaling.names().size());
        }
        if (signature.length != 0 && signature.length != SIGNATURE_BYTES) {
            throw new IllegalArgumentException(
                    "expected a signature of " + SIGNATURE_BYTES + " bytes or none, found " + signature.length);
        }
        scaling.names().forEach(BundleManifest::checkedName);
        this.manifest = manifest;
        this.scaling = scaling;
        this.weights = weights;
        this.sections = sections;
        this.signature = signature.clone();
    }

    /** A bundle whose network returns the texture parameters for every cell. */
    public static ParameterBundle untrained(InputScaling scaling, BundleManifest manifest) {
        NetworkShape shape = NetworkShape.standard(scaling.names().size());
        return new ParameterBundle(manifest, scaling, NetworkWeights.untrained(shape));
    }

    /** The same bundle with a signature of {@link BundleCodec#signedBytes}, 64 bytes, or none. */
    public ParameterBundle withSignature(byte[] newSignature) {
        return new ParameterBundle(manifest, scaling, weights, sections, newSignature);
    }

    /** The same bundle with these sections, unsigned. */
    public ParameterBundle withSections(BundleSections newSections) {
        return new ParameterBundle(manifest, scaling, weights, newSections, new byte[0]);
    }

    /** What the bundle says of itself. */
    public BundleManifest manifest() {
        return manifest;
    }

    /** Names and standardisation of the inputs. */
    public InputScaling scaling() {
        return scaling;
    }

    /** Weights of the network. */
    public NetworkWeights weights() {
        return weights;
    }

    /** What it carries besides the network. */
    public BundleSections sections() {
        return sections;
    }

    /** Whether weights, scaling and sections are the same: whether it gives the same results, whatever the manifest says. */
    public boolean hasNetworkOf(ParameterBundle other) {
        return sections.equals(other.sections)
                && scaling.names().equals(other.scaling.names())
                && Arrays.equals(scaling.means(), other.scaling.means())
                && Arrays.equals(scaling.standardDeviations(), other.scaling.standardDeviations())
                && weights.shape().equals(other.weights.shape())
                && Arrays.deepEquals(
                        weights.tensors().toArray(), other.weights.tensors().toArray());
    }

    /** The network with these weights; the caller closes it. */
    public ParameterNetwork network() {
        return new ParameterNetwork(scaling, weights);
    }

    /** Ed25519 signature of the manifest, or no bytes; a copy. */
    public byte[] signature() {
        return signature.clone();
    }
}

package org.soilcast.land.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.soilcast.land.network.Networks;

class BundleSignatureTest {
    private static final ParameterBundle BUNDLE = ParameterBundle.untrained(Networks.scaling(), Networks.manifest());
    private static final KeyPair KEYS = BundleKeys.generate();

    @Test
    void signsAsRfc8032Says() throws Exception {
        byte[] secret = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
        assertThat(HexFormat.of().formatHex(BundleSignature.sign(new byte[0], key)))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void aSignedBundleVerifiesAlsoAfterItsWayThroughBytes() {
        ParameterBundle signed = BundleSignature.sign(BUNDLE, KEYS.getPrivate());
        byte[] bytes = BundleCodec.encode(signed);
        assertThat(BundleSignature.verify(signed, KEYS.getPublic())).isTrue();
        assertThat(BundleCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(BundleSignature.verify(accepted.bundle(), KEYS.getPublic()))
                                .isTrue());
        assertThat(BundleCodec.encode(BundleSignature.sign(BUNDLE, KEYS.getPrivate())))
                .as("the same bundle and key give the same bytes")
                .isEqualTo(bytes);
    }

    @Test
    void noneAnotherKeyAndNoiseDoNotVerify() {
        assertThat(BundleSignature.verify(BUNDLE, KEYS.getPublic())).isFalse();
        ParameterBundle other =
                BundleSignature.sign(BUNDLE, BundleKeys.generate().getPrivate());
        assertThat(BundleSignature.verify(other, KEYS.getPublic())).isFalse();
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) -1);
        assertThat(BundleSignature.verify(BUNDLE.withSignature(ones), KEYS.getPublic()))
                .isFalse();
        assertThat(BundleSignature.verify(BUNDLE.withSignature(new byte[64]), KEYS.getPublic()))
                .isFalse();
    }

    @Test
    void aKeyOfAnotherKindIsAnError() throws Exception {
        KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();
        assertThatThrownBy(() -> BundleSignature.sign(BUNDLE, elliptic.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BundleSignature.verify(BUNDLE, elliptic.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package org.soilcast.land.bundle;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Signs bundles and verifies them with Ed25519 (RFC 8032), which has no parameters to get wrong and gives the same
 * signature for the same bytes. What is signed is the manifest ({@link BundleCodec#signedBytes}); it binds weights and
 * tile-models by their digests.
 */
public final class BundleSignature {
    static final String ALGORITHM = "Ed25519";

    private BundleSignature() {}

    /**
     * The bundle with its signature.
     *
     * @throws IllegalArgumentException if the key is not an Ed25519 private key
     */
    public static ParameterBundle sign(ParameterBundle bundle, PrivateKey key) {
        return bundle.withSignature(sign(BundleCodec.signedBytes(bundle), key));
    }

    /**
     * Whether the bundle carries a signature of its manifest by the owner of the key.
     *
     * @throws IllegalArgumentException if the key is not an Ed25519 public key
     */
    public static boolean verify(ParameterBundle bundle, PublicKey key) {
        return verify(BundleCodec.signedBytes(bundle), bundle.signature(), key);
    }

    static byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            Signature signature = algorithm();
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the signing key is not an Ed25519 private key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    static boolean verify(byte[] bytes, byte[] signed, PublicKey key) {
        try {
            Signature signature = algorithm();
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the verifying key is not an Ed25519 public key", e);
        } catch (SignatureException e) {
            return false; // of another length, or not a point of the curve
        }
    }

    private static Signature algorithm() {
        try {
            return Signature.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }
}

package org.soilcast.inference.operators;

/**
 * A model bundle as it comes from the topic, not yet verified.
 *
 * @param version version of the record that carried it
 * @param bundle bytes in the format of {@code BundleCodec}
 */
public record BundleInput(int version, byte[] bundle) {}

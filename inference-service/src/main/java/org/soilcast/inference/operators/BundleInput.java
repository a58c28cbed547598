package org.soilcast.inference.operators;

/**
 * A model bundle as it comes from the topic. Before the {@link BundleGate} it is not yet verified.
 *
 * @param offset of the record that carried it
 * @param version version that this record claims
 * @param bundle bytes in the format of {@code BundleCodec}
 */
public record BundleInput(long offset, int version, byte[] bundle) {}

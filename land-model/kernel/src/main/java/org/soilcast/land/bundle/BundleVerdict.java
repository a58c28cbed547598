package org.soilcast.land.bundle;

/** What {@link BundleChain#judge} says of a bundle. */
public sealed interface BundleVerdict {
    /**
     * The bundle is taken.
     *
     * @param bundle what the bytes hold
     * @param chain the chain with this bundle as its newest
     */
    record Accepted(ParameterBundle bundle, BundleChain chain) implements BundleVerdict {}

    /** The very bytes of a bundle that has been taken before: nothing changes, and nothing is wrong. */
    record Repeated() implements BundleVerdict {}

    /** The bundle is not taken; the detail says what was expected and found. */
    record Refused(BundleFault fault, String detail) implements BundleVerdict {}
}

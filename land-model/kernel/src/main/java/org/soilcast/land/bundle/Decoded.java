package org.soilcast.land.bundle;

/** What came of reading a bundle: the bundle, or why it is refused. */
public sealed interface Decoded {
    /** The bytes are a whole, well-formed bundle. Whether it is signed by the right hand is not judged here. */
    record Accepted(ParameterBundle bundle) implements Decoded {}

    /** The bytes are not a bundle; the reason names what was expected and found. */
    record Refused(String reason) implements Decoded {}
}

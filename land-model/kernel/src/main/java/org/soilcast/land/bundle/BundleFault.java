package org.soilcast.land.bundle;

import java.util.Locale;

/** Why a bundle is refused, in the order in which it is checked. */
public enum BundleFault {
    /** The bytes are damaged, cut, or not a bundle. */
    BUNDLE_MALFORMED,
    /** There is no signature. */
    BUNDLE_UNSIGNED,
    /** The signature is not one of this manifest by the owner of the key. */
    BUNDLE_SIGNATURE,
    /** The record that carried it claims another version than the manifest. */
    BUNDLE_VERSION,
    /** It is not newer than the newest bundle taken, and not one of those taken. */
    BUNDLE_NOT_NEWER,
    /** Its parent is not the bundle that it would replace. */
    BUNDLE_PARENT,
    /** It would begin before the bundle that it would replace. */
    BUNDLE_EFFECTIVE_FROM,
    /** It has tile-models for other tiles than the bundle that it would replace. */
    BUNDLE_TILES;

    /** The reason on the rejected topic and as a metric label: lower case with hyphens. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

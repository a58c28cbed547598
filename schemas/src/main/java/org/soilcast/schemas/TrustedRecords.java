package org.soilcast.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.soilcast.schemas.avro.Tile;

/**
 * Avro makes instances only of classes it is told to trust, also in the builders of generated records. Ours are all the
 * generated ones, so that no record on a topic can name any other. Every class through which records are made or carried
 * says so when it is loaded, since the first record of a process may come by any of them.
 */
final class TrustedRecords {
    private static final String OUR_PACKAGE = Tile.class.getPackageName();

    static {
        ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(type -> OUR_PACKAGE.equals(type.getPackageName()) || before.isTrusted(type));
    }

    private TrustedRecords() {}

    /** Tells Avro, once. */
    static void trust() {
        // Loading this class has done it.
    }
}

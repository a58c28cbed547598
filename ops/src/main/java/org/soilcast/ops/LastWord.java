package org.soilcast.ops;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one line that a failing process says on standard error. Services that fall one after the other would each say their
 * own; the first cause is what the user can act on, and the log has the rest.
 */
final class LastWord {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private LastWord() {}

    /** Says why the process ends and ends it, in order, with exit code 1. Returns only where ending is under way. */
    static void exit(String sentence) {
        if (SAID.compareAndSet(false, true)) {
            System.err.println("soilcast: " + sentence);
            System.exit(1);
        }
    }

    /** The same at once: nothing in this process can be relied on any more. */
    static void halt(String sentence) {
        if (SAID.compareAndSet(false, true)) {
            System.err.println("soilcast: " + sentence);
        }
        Runtime.getRuntime().halt(1);
    }

    /** Whether it has been said. */
    static boolean isSaid() {
        return SAID.get();
    }
}

package org.soilcast.service;

import java.util.Optional;

/** A service as {@link ServiceProcess} runs it, once started. All questions are answered at once. */
public interface Service extends AutoCloseable {
    /** Why it can do no more; empty while all is well. */
    Optional<Throwable> failure();

    /** Whether it does its work. */
    boolean isReady();

    /** Whether it has nothing more to do, so that its process can end. */
    default boolean isDone() {
        return false;
    }

    /** Ends it in order. */
    @Override
    void close();
}

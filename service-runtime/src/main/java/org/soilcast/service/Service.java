package org.soilcast.service;

import java.util.Optional;

/**
 * A service once started, as {@link ServiceProcess} or a process of several services runs it. Each answers for itself how
 * far it is; nobody else knows its topics or consumer groups. All questions are answered at once.
 */
public interface Service extends AutoCloseable {
    /** Why it can do no more; empty while all is well. */
    Optional<Throwable> failure();

    /** Whether it does its work. */
    boolean isReady();

    /** How far it has come. */
    default ServiceProgress progress() {
        return ServiceProgress.NONE;
    }

    /** Whether it has worked off all that there was for it to do; more may still come. */
    default boolean isDrained() {
        return false;
    }

    /** Whether it will never have anything to do again, so that its process can end. */
    default boolean isDone() {
        return false;
    }

    /** Ends it in order. */
    @Override
    void close();
}

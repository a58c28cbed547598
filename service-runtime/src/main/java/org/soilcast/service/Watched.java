package org.soilcast.service;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A question that takes long to answer, asked again and again on a thread of its own until the answer is yes, which it
 * then is for good. Whoever wants to know gets the last answer at once.
 */
public final class Watched implements AutoCloseable {
    private static final long EVERY_MS = 250;

    private final BooleanSupplier question;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean answer;
    private volatile Optional<Throwable> failure = Optional.empty();

    private Watched(String name, BooleanSupplier question) {
        this.question = question;
        this.thread = new Thread(this::ask, name);
        thread.setDaemon(true);
    }

    /** Begins to ask. */
    public static Watched start(String name, BooleanSupplier question) {
        var watched = new Watched(name, question);
        watched.thread.start();
        return watched;
    }

    /** Whether the answer has been yes. */
    public boolean holds() {
        return answer;
    }

    /** Why asking ended without a yes, if it did. */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Stops asking, and waits until a question under way has ended. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        try {
            while (!question.getAsBoolean()) {
                if (closed.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            answer = true;
        } catch (InterruptedException | RuntimeException | Error e) {
            if (closed.getCount() > 0) {
                failure = Optional.of(e);
            }
        }
    }
}

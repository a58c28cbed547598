package org.soilcast.ingest.rejects;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a parser makes of one piece of input: bad input is a value, not an exception.
 *
 * @param <T> what good input becomes
 */
public sealed interface Parsed<T> {
    /** Hands good input to the first, the reason and its detail to the second. */
    void handTo(Consumer<T> taken, BiConsumer<RejectReason, String> refused);

    /** Parses further what was good so far. */
    <U> Parsed<U> then(Function<T, Parsed<U>> next);

    /** Good input. */
    record Accepted<T>(T value) implements Parsed<T> {
        @Override
        public void handTo(Consumer<T> taken, BiConsumer<RejectReason, String> refused) {
            taken.accept(value);
        }

        @Override
        public <U> Parsed<U> then(Function<T, Parsed<U>> next) {
            return next.apply(value);
        }
    }

    /**
     * Bad input.
     *
     * @param reason why, for a machine
     * @param detail what was expected and found, for a person
     */
    record Rejected<T>(RejectReason reason, String detail) implements Parsed<T> {
        @Override
        public void handTo(Consumer<T> taken, BiConsumer<RejectReason, String> refused) {
            refused.accept(reason, detail);
        }

        @Override
        public <U> Parsed<U> then(Function<T, Parsed<U>> next) {
            return new Rejected<>(reason, detail);
        }
    }
}

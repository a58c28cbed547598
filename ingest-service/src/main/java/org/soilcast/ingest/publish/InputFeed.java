package org.soilcast.ingest.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;

/** What there is to publish of the dates asked for, as it grows. Renewed by the publisher, read by anyone. */
public final class InputFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputFeed.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Optional<LocalDate> from;
    private final Optional<LocalDate> to;
    private final Supplier<Optional<DomainInput>> newer;
    private final Runnable atEnd;
    private volatile Dated current;
    private long lookedNanos = System.nanoTime();

    private record Dated(DomainInput input, DateRange range) {}

    /**
     * A feed that begins with an input.
     *
     * @param newer looks for another input of the same domain; empty while there is none
     * @param atEnd ends what brings newer input
     * @throws InputException when the input has no date that is asked for
     */
    public InputFeed(
            DomainInput input,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Supplier<Optional<DomainInput>> newer,
            Runnable atEnd) {
        this.atEnd = atEnd;
        this.from = from;
        this.to = to;
        this.newer = newer;
        this.current = new Dated(input, input.dates(from, to));
    }

    /** A feed of what comes by itself, or does not. */
    public InputFeed(
            DomainInput input,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Supplier<Optional<DomainInput>> newer) {
        this(input, from, to, newer, () -> {});
    }

    /** Ends what brings newer input. */
    @Override
    public void close() {
        atEnd.run();
    }

    /** The input. */
    public DomainInput input() {
        return current.input;
    }

    /** The dates asked for that it has. */
    public DateRange range() {
        return current.range;
    }

    /** Looks for another input, though not all the time; true when there is one. */
    boolean renew() {
        if (System.nanoTime() - lookedNanos < BETWEEN_LOOKS.toNanos()) {
            return false;
        }
        try {
            Optional<DomainInput> other = newer.get();
            other.ifPresent(input -> current = new Dated(input, input.dates(from, to)));
            return other.isPresent();
        } catch (InputException e) {
            LOG.warn("nothing new is published: {}", e.getMessage());
            return false;
        } finally {
            lookedNanos = System.nanoTime();
        }
    }
}

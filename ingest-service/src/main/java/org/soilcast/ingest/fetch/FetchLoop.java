package org.soilcast.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.source.DateRange;

/**
 * Fetches in a running system: whole rounds at once, or one round after another beside it. The clock says up to which date
 * there may be files, and nothing else: what becomes of a file does not depend on when it came.
 */
public final class FetchLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Fetcher fetcher;
    private final LocalDate from;
    private final Optional<LocalDate> to;
    private final Duration every;
    private final Clock clock;
    private final FetchMeters meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "fetch");

    /**
     * A loop that waits.
     *
     * @param to last date; empty for today
     * @param meters counts files and problems
     */
    public FetchLoop(
            Fetcher fetcher, LocalDate from, Optional<LocalDate> to, Duration every, Clock clock, FetchMeters meters) {
        this.fetcher = fetcher;
        this.from = from;
        this.to = to;
        this.every = every;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Makes rounds until one goes without problems, but not for ever.
     *
     * @param most rounds
     * @param between how long to wait between them
     * @return the last round
     * @throws InterruptedException when the thread is interrupted
     */
    public FetchReport untilWhole(int most, Duration between) throws InterruptedException {
        FetchReport report = round();
        for (int round = 2; round <= most && !report.problems().isEmpty(); round++) {
            if (stopped.await(between.toNanos(), TimeUnit.NANOSECONDS)) {
                return report;
            }
            report = round();
        }
        return report;
    }

    /** Begins to make rounds beside the rest. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private FetchReport round() throws InterruptedException {
        LocalDate today = LocalDate.now(clock);
        LocalDate last = to.orElse(today);
        FetchReport report = fetcher.round(new DateRange(from, last.isBefore(from) ? from : last));
        meters.count(report);
        return report;
    }

    private void run() {
        try {
            do {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.error("a round of fetching failed", e);
                    meters.countBrokenRound();
                }
            } while (!stopped.await(every.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends behind the file in progress, or in the middle of it: what there is of it stays. */
    @Override
    public void close() {
        stopped.countDown();
        fetcher.stop();
        if (!thread.isAlive()) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.soilcast.ops.progress;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.soilcast.inference.InferenceConfig;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/**
 * Watches, on a thread of its own, whether all input has been worked off: first by the alignment of days, then by the
 * inference job. Asking takes seconds on a busy machine, and progress should not wait for it.
 */
public final class DrainWatch implements AutoCloseable {
    private static final long EVERY_MS = 500;

    private final Lag lag;
    private final BooleanSupplier readersDone;
    private final BooleanSupplier everyDayDone;
    private final String alignmentGroup;
    private final ScheduledExecutorService thread;
    private volatile boolean aligned;
    private volatile boolean analysed;
    private volatile Optional<Throwable> failure = Optional.empty();

    /**
     * Begins to watch.
     *
     * @param alignmentGroup consumer group that turns forcing and retrievals into tile-days
     * @param readersDone whether the readers have sent all there is
     * @param everyDayDone whether every day asked for has its results; nothing is asked of the job before
     */
    public DrainWatch(
            KafkaConnection kafka, String alignmentGroup, BooleanSupplier readersDone, BooleanSupplier everyDayDone) {
        this.lag = new Lag(kafka);
        this.alignmentGroup = alignmentGroup;
        this.readersDone = readersDone;
        this.everyDayDone = everyDayDone;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var daemon = new Thread(work, "drain-watch");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether every record that the readers have sent has become part of a committed tile-day. */
    public boolean aligned() {
        return aligned;
    }

    /** Whether the job has checkpointed behind every tile-day, tile-model and bundle. */
    public boolean analysed() {
        return analysed;
    }

    /** Why watching ended, if it did. */
    public Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        lag.close();
    }

    private void look() {
        try {
            aligned = aligned
                    || readersDone.getAsBoolean()
                            && lag.isZero(alignmentGroup, List.of(Topics.FORCING, Topics.RETRIEVALS));
            analysed = analysed
                    || aligned
                            && everyDayDone.getAsBoolean()
                            && lag.isZero(
                                    InferenceConfig.GROUP_ID,
                                    List.of(Topics.TILE_DAYS, Topics.TILE_MODELS, Topics.MODEL_BUNDLES));
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                failure = Optional.of(e);
            }
            throw e; // ends the schedule
        }
    }
}

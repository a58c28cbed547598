package org.soilcast.map.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.Skipped;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.service.Service;

/**
 * Keeps a result store up to its topics ({@link ResultTails}). Commits when it has caught up, at most once a second, so
 * that what is new can be seen; else, since a commit writes whole files, every half minute or when much has come. Results
 * that are committed leave their topic ({@link HotResults}). At its end it reads what the topic has then.
 */
public final class ResultFollower implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFollower.class);
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(30);
    private static final Duration COMMIT_INTERVAL_CAUGHT_UP = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Thread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile Optional<Throwable> failure = Optional.empty();

    private ResultFollower(KafkaConnection kafka, Path folder, OptionalLong hotRecords) {
        thread = new Thread(() -> follow(kafka, folder, hotRecords), "result-follower");
    }

    /**
     * Starts on a folder; waits for the topics, if they are not there yet.
     *
     * @param hotRecords records that stay in each partition of the topic when they are in the store; all, if not given
     */
    public static ResultFollower start(KafkaConnection kafka, Path folder, OptionalLong hotRecords) {
        var follower = new ResultFollower(kafka, folder, hotRecords);
        follower.thread.start();
        return follower;
    }

    @Override
    public Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public boolean isReady() {
        return failure.isEmpty() && thread.isAlive();
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there are all topics; waits for them, and for no more when it is to end or the broker cannot be asked. */
    private boolean awaitTopics(KafkaConnection kafka, Path folder) {
        try {
            while (!TopicCreation.isComplete(kafka)) {
                if (ending.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error("following results into {} failed", folder, e);
            failure = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void follow(KafkaConnection kafka, Path folder, OptionalLong hotRecords) {
        var skipped = new Skipped();
        if (!awaitTopics(kafka, folder)) {
            return;
        }
        try (var tail = new ResultTails(kafka, folder, skipped);
                var hot = new HotResults(kafka, hotRecords)) {
            long committed = System.nanoTime();
            while (ending.getCount() > 0) {
                Duration interval = tail.poll(POLL) ? COMMIT_INTERVAL : COMMIT_INTERVAL_CAUGHT_UP;
                if (System.nanoTime() - committed >= interval.toNanos()) {
                    tail.commit();
                    hot.trim(tail.committed());
                    committed = System.nanoTime();
                }
            }
            tail.toTheEnd();
            hot.trim(tail.committed());
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("following results into {} failed", folder, e);
            failure = Optional.of(e);
        }
        skipped.sentence().ifPresent(LOG::warn);
    }
}

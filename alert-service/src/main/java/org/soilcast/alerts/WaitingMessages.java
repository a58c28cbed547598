package org.soilcast.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import org.soilcast.alerts.message.AlertMessage;

/**
 * Messages that wait for one sink, in the order in which they came. Who adds never waits; they are on the disk, so that there
 * may be many.
 */
final class WaitingMessages {
    private final Deque<AlertMessage> messages = new ArrayDeque<>();
    private long closesAtNanos = Long.MAX_VALUE;
    private boolean closing;

    synchronized void add(Collection<AlertMessage> more) {
        messages.addAll(more);
        notifyAll();
    }

    /** Takes no more: what waits now may still be told within a time. */
    synchronized void close(Duration within) {
        closing = true;
        closesAtNanos = System.nanoTime() + within.toNanos();
        notifyAll();
    }

    /**
     * The first messages, which stay until they are {@link #remove}d: no two of the same alert, since a receiver wants one after the
     * other. Waits for them; empty when there will be none, or no time is left.
     */
    synchronized List<AlertMessage> first(int most) throws InterruptedException {
        while (messages.isEmpty() && !closing) {
            wait();
        }
        var first = new ArrayList<AlertMessage>();
        if (closing && System.nanoTime() - closesAtNanos >= 0) {
            return first;
        }
        var alerts = new HashSet<String>();
        for (var message : messages) {
            if (first.size() == most || !alerts.add(message.alert().getId())) {
                break;
            }
            first.add(message);
        }
        return first;
    }

    /** Removes the first ones. */
    synchronized void remove(int count) {
        for (int i = 0; i < count; i++) {
            messages.removeFirst();
        }
    }

    /** Waits so long; false when it closes, and nothing is to be tried again. */
    synchronized boolean pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !closing; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !closing;
    }

    synchronized int count() {
        return messages.size();
    }

    /** How long the oldest has waited; 0 when none waits. */
    synchronized double oldestSeconds(Instant now) {
        return messages.isEmpty()
                ? 0
                : Math.max(
                        0, Duration.between(messages.getFirst().takenAt(), now).toMillis() / 1e3);
    }
}

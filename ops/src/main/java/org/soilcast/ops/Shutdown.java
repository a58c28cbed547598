package org.soilcast.ops;

import java.util.concurrent.CountDownLatch;

/** What a command does when its process is asked to end. */
final class Shutdown {
    private Shutdown() {}

    /** Asks it to end and waits until it has; the virtual machine halts when this returns. */
    static void inOrder(CountDownLatch asked, CountDownLatch ended) {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

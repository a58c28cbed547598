package org.soilcast.land.network;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What may be done by one thread of a process at a time: DJL has one gradient collector, which sets all gradients to zero
 * when it opens, and one generator of random numbers. All that takes gradients does so under this lock.
 */
public final class GradientLock {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** Work that takes gradients. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private GradientLock() {}

    /** Does it once no other thread is at such work. */
    public static <T, E extends Exception> T alone(Work<T, E> work) throws E {
        LOCK.lock();
        try {
            return work.run();
        } finally {
            LOCK.unlock();
        }
    }
}

package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class VectorWarmUpTest {
    private static final int THREADS = 4;
    private static final int DAYS = 60;
    private static final long ENOUGH = 1_000_000;

    @Test
    void smallDomainsNeverBegin() {
        var runs = new AtomicInteger();
        var warmUp = new VectorWarmUp(cells -> {}, cells -> runs.incrementAndGet());
        for (int i = 0; i < 1000; i++) {
            assertThat(warmUp.ready(32)).isFalse();
        }
        assertThat(runs).hasValue(0);
    }

    /** Each thread computes before, while and after the others' code changes; every day has the scalar code's bits. */
    @Test
    void bitsDoNotDependOnWhenItChangesOver() throws Exception {
        var work = new double[1];
        var warmUp = new VectorWarmUp(
                cells -> {
                    for (int i = 0; i < 100_000; i++) {
                        work[0] += StrictMath.sin(i);
                    }
                },
                cells -> {});
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Integer>>> found = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                long seed = 100 + thread;
                found.add(threads.submit((Callable<List<Integer>>) () -> {
                    var kernel = new LandKernel(warmUp);
                    return bits(kernel, seed, day -> {
                        if (day == DAYS / 3) {
                            warmUp.ready(ENOUGH);
                        } else if (day == DAYS / 2) {
                            awaitChange(warmUp);
                        }
                    });
                }));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                long seed = 100 + thread;
                assertThat(found.get(thread).get(1, TimeUnit.MINUTES))
                        .as("seed %d", seed)
                        .isEqualTo(bits(new LandKernel(Lanes.SCALAR), seed, day -> {}));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitChange(VectorWarmUp warmUp) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!warmUp.ready(0)) {
            assertThat(System.nanoTime()).as("vector code is the faster one").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<Integer> bits(LandKernel kernel, long seed, IntConsumer beforeDay) {
        var block = new RandomBlock(seed);
        List<Integer> bits = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            beforeDay.accept(day);
            block.weather(day);
            kernel.step(block.states, block.parameters, block.drivers, block.fluxes, RandomBlock.CELLS);
            bits.add(31 * Arrays.hashCode(block.states) + Arrays.hashCode(block.fluxes));
        }
        return bits;
    }
}

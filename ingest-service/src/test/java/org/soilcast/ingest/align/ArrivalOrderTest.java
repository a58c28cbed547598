package org.soilcast.ingest.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.align.TileMessages.CELLS;
import static org.soilcast.ingest.align.TileMessages.NONE;
import static org.soilcast.ingest.align.TileMessages.closedBoth;
import static org.soilcast.ingest.align.TileMessages.filled;
import static org.soilcast.ingest.align.TileMessages.forcing;
import static org.soilcast.ingest.align.TileMessages.retrievals;
import static org.soilcast.ingest.align.TileMessages.tile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.soilcast.ingest.align.TopologyBench.Message;

/** The tile-days depend on the set of inputs and not on the order in which they came. */
class ArrivalOrderTest {
    private static final int TILES = 3;
    private static final int DAYS = 30;
    private static final long INPUT_SEED = 20150401;

    @TempDir
    private Path stateDirectory;

    /** A message and the day it would come on without delay. */
    private record Dated(int day, Message message) {}

    private static List<Dated> inputs;
    private static Map<String, String> inOrder;

    @BeforeAll
    static void runInOrder(@TempDir Path orderedDirectory) {
        makeInputs();
        inOrder = finalState(
                new TopologyBench(orderedDirectory),
                inputs.stream()
                        .sorted(Comparator.comparingInt(Dated::day))
                        .map(Dated::message)
                        .toList());
    }

    private static void makeInputs() {
        var random = new Random(INPUT_SEED);
        inputs = new ArrayList<>();
        for (int tile = 0; tile < TILES; tile++) {
            inputs.add(new Dated(1, tile(tile)));
            for (int day = 1; day <= DAYS; day++) {
                inputs.add(new Dated(day, forcing(tile, day, 1, precipitation(random), temperature(random))));
                if (random.nextInt(3) > 0) {
                    inputs.add(new Dated(day, retrievals(tile, day, 1, soilMoisture(random))));
                }
                if (random.nextInt(5) == 0) {
                    inputs.add(new Dated(day, retrievals(tile, day, 2, soilMoisture(random))));
                }
                if (random.nextInt(8) == 0) {
                    inputs.add(new Dated(day, forcing(tile, day, 2, precipitation(random), temperature(random))));
                }
                if (random.nextInt(8) == 0) {
                    inputs.add(new Dated(
                            day, retrievals(tile, day, 2, soilMoisture(random)))); // same version, other values
                }
                for (Message closed : closedBoth(tile, day)) {
                    inputs.add(new Dated(day, closed));
                }
            }
        }
    }

    static List<Long> seeds() {
        var seeds = new ArrayList<Long>();
        for (long seed = 1; seed <= 100; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    /**
     * Each message comes up to 10 days late, and a tenth of them twice. From 12 days on, input next to a bridged gap may
     * be refused, since it would change a day more than 14 days back.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderWithinTheWindowGivesTheSameTileDays(long seed) {
        var random = new Random(seed);
        var arriving = new TreeMap<Double, Message>();
        for (Dated input : inputs) {
            arriving.put(input.day + 10 * random.nextDouble(), input.message);
            if (random.nextInt(10) == 0) {
                arriving.put(input.day + 10 * random.nextDouble(), input.message);
            }
        }
        assertThat(finalState(inMemory(), List.copyOf(arriving.values())))
                .as("seed %d", seed)
                .isEqualTo(inOrder);
    }

    @Test
    void theOrderedRunHandsOnEveryDay() {
        assertThat(inOrder).hasSize(TILES * DAYS);
    }

    private TopologyBench inMemory() {
        return new TopologyBench(stateDirectory, Stores.inMemoryKeyValueStore(TileDayStore.NAME));
    }

    private static Map<String, String> finalState(TopologyBench fresh, List<Message> messages) {
        try (TopologyBench bench = fresh) {
            messages.forEach(bench::send);
            assertThat(bench.takeReasons()).isEmpty();
            return bench.takeFinalState();
        }
    }

    private static float[] precipitation(Random random) {
        return values(random, 0, 30, 0.05);
    }

    private static float[] temperature(Random random) {
        return values(random, 270, 300, 0.08);
    }

    private static float[] soilMoisture(Random random) {
        return values(random, 0.05f, 0.45f, 0.3);
    }

    private static float[] values(Random random, float from, float to, double missing) {
        float[] values = filled(NONE);
        for (int cell = 0; cell < CELLS; cell++) {
            if (random.nextDouble() >= missing) {
                values[cell] = from + (to - from) * random.nextFloat();
            }
        }
        return values;
    }
}

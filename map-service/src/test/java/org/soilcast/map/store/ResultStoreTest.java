package org.soilcast.map.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.map.Skipped;
import org.soilcast.map.TileResults;
import org.soilcast.map.TileResults.Origin;
import org.soilcast.schemas.ResultColumn;

class ResultStoreTest {
    private static final Set<ResultColumn> ALL = Set.of(ResultColumn.values());
    private static final int COMMITS = 8;
    private static final int PUTS = 12;

    @TempDir
    Path folder;

    private record Key(int tile, long day) {}

    private record Put(Key key, TileResults results) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasPutIsReadWhateverCameLateOrTwice(long seed) throws IOException {
        var store = ResultStore.open(folder);
        var expected = new TreeMap<String, TileResults>();
        for (int commit = 0; commit < COMMITS; commit++) {
            for (Put put : puts(seed, commit)) {
                store.put(put.key().tile(), put.key().day(), put.results());
                remember(expected, put);
            }
            store.commit(Map.of(0, commit + 1L));
        }
        assertSame(read(ResultStore.open(folder)), expected, "seed " + seed);
        assertThat(names()).as("merged").hasSizeLessThan(COMMITS * 4);
    }

    /** A commit is broken off before each of its steps in turn; the next process goes on from the offsets it finds. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void killedBeforeAnyStepNothingIsLostOrRepeated(long seed) throws IOException {
        var expected = new TreeMap<String, TileResults>();
        for (int commit = 0; commit < COMMITS; commit++) {
            puts(seed, commit).forEach(put -> remember(expected, put));
        }
        int kills = 0;
        for (int step = 0; kills == step; step++) {
            Path own = folder.resolve("step-" + step);
            int[] remaining = {step};
            try {
                goOn(
                        ResultStore.open(own, name -> {
                            if (remaining[0]-- == 0) {
                                throw new IllegalStateException("killed before: " + name);
                            }
                        }),
                        seed);
            } catch (IllegalStateException e) {
                kills++;
                Files.writeString(own.resolve("block-0-span-0-99.results"), "what a kill in a write leaves");
            }
            goOn(ResultStore.open(own), seed);
            var store = ResultStore.open(own);
            assertThat(store.offsets()).isEqualTo(Map.of(0, (long) COMMITS));
            assertSame(read(store), expected, "seed " + seed + ", step " + step);
        }
        assertThat(kills).isGreaterThan(COMMITS * 4);
    }

    @Test
    void resultOfAnEarlierStartOfTheJobLosesAlsoInALaterFile() throws IOException {
        var store = ResultStore.open(folder);
        TileResults newer = results(new Random(1), 2, new Origin(2, 1, 1, 1));
        store.put(0, 5, newer);
        store.commit(Map.of(0, 1L));
        store.put(0, 5, results(new Random(2), 2, new Origin(1, 1, 9, 9)));
        store.commit(Map.of(0, 2L));
        assertSame(read(store), new TreeMap<>(Map.of("0/5", newer)), "epoch");
    }

    @Test
    void damagedTileIsNamedAndTheOthersAreRead() throws IOException {
        var store = ResultStore.open(folder);
        store.put(0, 5, results(new Random(1), 100, new Origin(0, 1, 1, 1)));
        store.put(1, 5, results(new Random(2), 100, new Origin(0, 1, 1, 1)));
        store.commit(Map.of());
        Path file = folder.resolve("block-0-span-0-1.results");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 12; at < whole.length / 3; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            var skipped = new Skipped();
            assertThat(store.read(0, Set.of(0, 1), ALL, skipped).keySet())
                    .as("byte %d", at)
                    .containsExactly(1);
            assertThat(skipped.sentence().orElseThrow()).contains("block-0-span-0-1.results, tile 0");
        }
    }

    @Test
    void cutFileIsNamed() throws IOException {
        var store = ResultStore.open(folder);
        store.put(0, 5, results(new Random(1), 4, new Origin(0, 1, 1, 1)));
        store.commit(Map.of());
        Path file = folder.resolve("block-0-span-0-1.results");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 5) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            var skipped = new Skipped();
            assertThat(store.read(0, Set.of(0), ALL, skipped)).isEmpty();
            assertThat(skipped.count()).as("cut at %d", length).isEqualTo(1);
        }
    }

    @Test
    void fileOfAnotherFormatVersionIsRefusedByName() throws IOException {
        var store = ResultStore.open(folder);
        store.put(0, 5, results(new Random(1), 4, new Origin(0, 1, 1, 1)));
        store.commit(Map.of());
        Path file = folder.resolve("block-0-span-0-1.results");
        byte[] bytes = Files.readAllBytes(file);
        bytes[11] = 9;
        Files.write(file, bytes);
        var skipped = new Skipped();
        store.read(0, Set.of(0), ALL, skipped);
        assertThat(skipped.sentence().orElseThrow()).contains("expected format version 1, found 9");
    }

    @Test
    void damagedManifestIsRefused() throws IOException {
        ResultStore.open(folder).commit(Map.of(0, 7L));
        byte[] bytes = Files.readAllBytes(folder.resolve("manifest"));
        bytes[bytes.length - 5] ^= 1;
        Files.write(folder.resolve("manifest"), bytes);
        assertThatThrownBy(() -> ResultStore.open(folder))
                .isInstanceOf(DamagedResults.class)
                .hasMessageContaining("manifest is damaged");
    }

    private static void goOn(ResultStore store, long seed) throws IOException {
        long next = store.offsets().getOrDefault(0, 0L);
        for (int commit = (int) next; commit < COMMITS; commit++) {
            puts(seed, commit)
                    .forEach(put -> store.put(put.key().tile(), put.key().day(), put.results()));
            store.commit(Map.of(0, commit + 1L));
        }
    }

    /** What a stretch of the topic holds: two blocks, two spans, dates that come again. */
    private static List<Put> puts(long seed, int commit) {
        var random = new Random(seed * 1000 + commit);
        return Stream.generate(() -> {
                    int tile = random.nextBoolean() ? random.nextInt(3) : ResultStore.BLOCK_TILES + random.nextInt(3);
                    var origin = new Origin(random.nextInt(2), random.nextInt(3), random.nextInt(), commit);
                    return new Put(new Key(tile, random.nextInt(70) - 8), results(random, 1 + tile % 7, origin));
                })
                .limit(PUTS)
                .toList();
    }

    private static TileResults results(Random random, int cells, Origin origin) {
        var values = new int[ResultColumn.values().length][cells];
        for (int[] column : values) {
            int kind = random.nextInt(4);
            for (int cell = 0; cell < cells; cell++) {
                column[cell] = switch (kind) {
                    case 0 -> TileResults.UNKNOWN;
                    case 1 -> random.nextInt(); // the whole range
                    case 2 -> random.nextBoolean() ? 250_000 + random.nextInt(20_000) : TileResults.UNKNOWN;
                    default -> random.nextInt(3) - 1;
                };
            }
        }
        return new TileResults(origin, values);
    }

    private static void remember(Map<String, TileResults> expected, Put put) {
        expected.merge(
                put.key().tile() + "/" + put.key().day(),
                put.results(),
                (old, next) -> next.origin().epoch() < old.origin().epoch() ? old : next);
    }

    private static TreeMap<String, TileResults> read(ResultStore store) throws IOException {
        var read = new TreeMap<String, TileResults>();
        var skipped = new Skipped();
        for (long span : store.spans()) {
            store.read(span, store.tilesWithResults(), ALL, skipped)
                    .forEach(
                            (tile, days) -> days.days().forEach((day, results) -> read.put(tile + "/" + day, results)));
        }
        assertThat(skipped.sentence()).isEmpty();
        return read;
    }

    private static void assertSame(
            TreeMap<String, TileResults> found, TreeMap<String, TileResults> expected, String what) {
        assertThat(found.keySet()).as(what).isEqualTo(expected.keySet());
        expected.forEach((key, results) -> {
            assertThat(found.get(key).origin()).as("%s, %s", what, key).isEqualTo(results.origin());
            assertThat(found.get(key).values()).as("%s, %s", what, key).isDeepEqualTo(results.values());
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

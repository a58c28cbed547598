package org.soilcast.map.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.map.Records;
import org.soilcast.map.store.RecordLog.End;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.Alert;

class RecordLogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readingOnGivesWhatReadingAllGives(long seed) throws Exception {
        var random = new Random(seed);
        var log = RecordLog.ofAlerts(folder);
        End end = log.rewrite(End.NONE, Map.of(), List.of());
        var expected = new HashMap<String, Alert>();
        Optional<StoredAlerts> reader = Optional.of(StoredAlerts.open(folder, Optional.empty()));
        for (int batch = 0; batch < 40; batch++) {
            var records = new ArrayList<byte[]>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Alert alert = Records.alert(random.nextInt(3), random.nextInt(4), "2020-01-01", "2020-02-01")
                        .setSequence(batch)
                        .build();
                expected.put(alert.getId(), alert);
                records.add(SingleObject.encode(alert));
            }
            boolean anew = random.nextInt(10) == 0;
            end = anew
                    ? log.rewrite(
                            end,
                            Map.of(0, (long) batch),
                            expected.values().stream().map(SingleObject::encode).toList())
                    : log.append(end, Map.of(0, (long) batch), records);
            if (random.nextBoolean()) {
                reader = Optional.of(StoredAlerts.open(folder, reader));
                assertThat(reader.get().newestFirst())
                        .as("seed %d, batch %d", seed, batch)
                        .containsExactlyInAnyOrderElementsOf(expected.values());
            }
        }
        assertThat(StoredAlerts.open(folder, Optional.empty()).newestFirst())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(expected.values());
    }

    /** Whatever is cut off or changed, what is read is whole batches from the beginning, and the end says so. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTornOrChangedBatchEndsWhatIsRead(long seed) throws Exception {
        var random = new Random(seed);
        var log = RecordLog.ofAlerts(folder);
        End end = log.rewrite(End.NONE, Map.of(), List.of());
        var ends = new ArrayList<>(List.of(end.position()));
        for (int batch = 0; batch < 5; batch++) {
            end = log.append(end, Map.of(0, batch + 1L), List.of(record(batch)));
            ends.add(end.position());
        }
        Path file = folder.resolve("alerts").resolve("log");
        byte[] whole = Files.readAllBytes(file);
        int first = ends.get(0).intValue();
        int at = first + random.nextInt(whole.length - first);
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        for (byte[] bytes : List.of(changed, Arrays.copyOf(whole, at))) {
            Files.write(file, bytes);
            var offsets = new HashMap<Integer, Long>();
            End read = log.read(End.NONE, () -> {}, (behind, records) -> offsets.putAll(behind));
            long good =
                    ends.stream().filter(one -> one <= at).max(Long::compare).orElseThrow();
            assertThat(read.position()).as("seed %d, byte %d", seed, at).isEqualTo(good);
            assertThat(read.whole()).isEqualTo(good == bytes.length);
            assertThat(offsets.getOrDefault(0, 0L)).isEqualTo(ends.indexOf(good));
        }
    }

    @Test
    void aFileThatIsNoneHasNoAlerts() throws Exception {
        assertThat(StoredAlerts.open(folder, Optional.empty()).newestFirst()).isEmpty();
        AlertsInStore.put(
                folder, Records.alert(0, 0, "2020-01-01", "2020-02-01").build());
        StoredAlerts known = StoredAlerts.open(folder, Optional.empty());
        assertThat(known.newestFirst()).hasSize(1);
        Files.writeString(folder.resolve("alerts").resolve("log"), "no alerts here, and no magic");
        assertThat(StoredAlerts.open(folder, Optional.of(known)).newestFirst()).isEmpty();
    }

    private static byte[] record(int cell) throws IOException {
        return SingleObject.encode(
                Records.alert(0, cell, "2020-01-01", "2020-02-01").build());
    }
}

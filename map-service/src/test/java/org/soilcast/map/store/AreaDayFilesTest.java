package org.soilcast.map.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.AreaDay;

class AreaDayFilesTest {
    private static final LocalDate FIRST = LocalDate.parse("2020-01-01");

    @TempDir
    Path folder;

    /** Whatever the order and however often a day comes, the last record of it is what is read. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLastRecordOfADayIsRead(long seed) throws Exception {
        var random = new Random(seed);
        var expected = new TreeMap<String, SortedMap<LocalDate, AreaDay>>();
        var files = new AreaDayFiles(folder);
        assertThat(files.open()).isEmpty();
        for (int batch = 1; batch <= 30; batch++) {
            var records = new ArrayList<byte[]>();
            for (int i = random.nextInt(9); i >= 0; i--) {
                AreaDay day = AreasInStore.day(
                        "area-" + random.nextInt(7), FIRST.plusDays(random.nextInt(40)), random.nextInt(100), batch);
                expected.computeIfAbsent(day.getArea(), none -> new TreeMap<>()).put(day.getDate(), day);
                records.add(SingleObject.encode(day));
            }
            files.append(records, Map.of(0, (long) batch));
            if (random.nextInt(5) == 0) {
                files = new AreaDayFiles(folder);
                assertThat(files.open()).as("seed %d", seed).isEqualTo(Map.of(0, (long) batch));
            }
        }
        StoredAreas stored = StoredAreas.open(folder);
        for (Map.Entry<String, SortedMap<LocalDate, AreaDay>> area : expected.entrySet()) {
            assertThat(encoded(stored.days(area.getKey()).values()))
                    .as("seed %d", seed)
                    .isEqualTo(encoded(area.getValue().values()));
            assertThat(stored.newest(area.getKey()).orElseThrow().getDate())
                    .as("seed %d", seed)
                    .isEqualTo(area.getValue().lastKey());
        }
        assertThat(stored.days("none")).isEmpty();
    }

    @Test
    void aTornFileHasAllReadAgainAndTakesWhatComes() throws Exception {
        AreaDay first = AreasInStore.day("osage", FIRST, 10, 1);
        AreaDay second = AreasInStore.day("osage", FIRST.plusDays(1), 20, 1);
        AreasInStore.put(folder, first);
        try (var found = Files.list(folder.resolve("area-statistics"))) {
            Path file = found.filter(path -> path.getFileName().toString().startsWith("areas-"))
                    .findFirst()
                    .orElseThrow();
            Files.write(file, new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
        }
        var files = new AreaDayFiles(folder);
        assertThat(files.open()).isEmpty();
        assertThat(new AreaDayFiles(folder).open())
                .as("a kill before anything is read again")
                .isEmpty();
        files.append(List.of(SingleObject.encode(first), SingleObject.encode(second)), Map.of(0, 2L));
        assertThat(new AreaDayFiles(folder).open()).isEqualTo(Map.of(0, 2L));
        assertThat(encoded(StoredAreas.open(folder).days("osage").values())).isEqualTo(encoded(List.of(first, second)));
    }

    private static List<String> encoded(Collection<AreaDay> days) {
        return days.stream()
                .map(day -> HexFormat.of().formatHex(SingleObject.encode(day)))
                .toList();
    }
}

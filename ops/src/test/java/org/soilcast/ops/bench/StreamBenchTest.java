package org.soilcast.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.ingest.sample.StationSample;

/** Both parts with their real services, of few cells and days. */
class StreamBenchTest {
    @Test
    void bothPartsWorkOffAllDays() throws Exception {
        List<StreamRow> rows = new ArrayList<>();
        StreamBench.run(new CopiedDays(StationSample.read().input(), 40), StreamBench.FEWEST_DAYS, rows::add);

        assertThat(rows).extracting(StreamRow::name).containsExactly("stream.ingest", "stream.analysis");
        for (StreamRow row : rows) {
            assertThat(row.cellDays()).isEqualTo(40L * StreamBench.FEWEST_DAYS);
            assertThat(row.cost().coreSeconds()).isPositive();
            assertThat(row.residentBytes()).isPositive();
            assertThat(row.json()).matches("\\{\"name\": \"" + row.name() + "\"(, \"\\w+\": [0-9.]+)+}");
        }
        assertThat(rows.get(1).checkpointBytes().orElseThrow())
                .as("states of 40 cells")
                .isGreaterThan(40 * 500);
    }
}

package org.soilcast.ops.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input leaves its reason on the topic of rejected input and in the metric, and changes nothing else: the export is
 * that of the clean input without the bad part.
 */
class BadInputTest {
    private static final int DAYS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("org.soilcast.ops.drill.BadInputs#all")
    void leavesItsReasonAndChangesNothingElse(BadInput input) throws Exception {
        String clean;
        try (var files = new DeliveredFiles(input.domain(), input.first(), folder.resolve("clean-state"))) {
            for (int i = 0; i < input.clean().size(); i++) {
                boolean last = i == input.clean().size() - 1;
                deliver(files, input.clean().get(i), "clean", last ? input.cleanFrom() : Optional.empty());
            }
            clean = files.export();
            assertThat(files.rejected()).isEmpty();
            assertThat(files.counted()).isEmpty();
        }
        try (var files = new DeliveredFiles(input.domain(), input.first(), folder.resolve("state"))) {
            for (Delivery delivery : input.given()) {
                deliver(files, delivery, "given", Optional.empty());
            }
            assertThat(files.rejected())
                    .extracting(one ->
                            new BadInput.Refusal(one.getReason(), one.getSource(), one.getFile(), one.getPosition()))
                    .containsExactlyElementsOf(input.refusals());
            assertThat(files.rejected()).allSatisfy(one -> {
                assertThat(one.getDomain()).isEqualTo(input.domain());
                assertThat(one.getDetail()).isNotBlank();
            });
            Map<String, Integer> byReason = input.refusals().stream()
                    .collect(Collectors.toMap(BadInput.Refusal::reason, one -> 1, Integer::sum, TreeMap::new));
            assertThat(files.counted()).isEqualTo(byReason);
            assertThat(files.export()).isEqualTo(clean);
            assertThat(clean.lines().count()).as("rows").isGreaterThan(2 * DAYS);
        }
    }

    @Test
    void everyRecordSentAgainChangesNothing() throws Exception {
        try (var files = new DeliveredFiles(SmapConusFiles.NAME, SmapConusFiles.FIRST, folder.resolve("state"))) {
            deliver(files, BadInputs.GOOD, "given", Optional.empty());
            String once = files.export();
            files.forgetPublished();
            deliver(files, BadInputs.GOOD, "given", Optional.empty());
            assertThat(files.repeated()).as("forcing and retrievals").isEqualTo(2 * DAYS);
            assertThat(files.rejected()).isEmpty();
            assertThat(files.export()).isEqualTo(once);
        }
    }

    private void deliver(DeliveredFiles files, Delivery delivery, String data, Optional<LocalDate> from)
            throws Exception {
        delivery.write(folder.resolve(data));
        files.deliver(folder.resolve(data), from);
    }
}

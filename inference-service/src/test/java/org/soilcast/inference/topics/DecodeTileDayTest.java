package org.soilcast.inference.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.inference.topics.GoodTileDay.DOMAIN;
import static org.soilcast.inference.topics.GoodTileDay.FIRST;
import static org.soilcast.inference.topics.GoodTileDay.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.operators.ControlInput;
import org.soilcast.inference.operators.ControlKind;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.DayComplete;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.ModelBundle;

class DecodeTileDayTest {

    private static OneInputStreamOperatorTestHarness<TopicRecord, TileDayInput> harness() throws Exception {
        return harness(1, 0);
    }

    private static OneInputStreamOperatorTestHarness<TopicRecord, TileDayInput> harness(int subtasks, int subtask)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new DecodeTileDay(DOMAIN)), 16, subtasks, subtask);
    }

    private static TopicRecord record(int partition, long offset, SpecificRecord value) {
        return new TopicRecord("soilcast.tile-days.v1", partition, offset, SingleObject.encode(value));
    }

    private static ModelActivated activated(int version, int day) {
        return new ModelActivated(DOMAIN, version, FIRST.plusDays(day), 0L);
    }

    private static <T> List<T> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
        var found = harness.getSideOutput(tag);
        return found == null // the harness knows a side output from its first record on
                ? List.of()
                : found.stream().map(record -> record.getValue()).toList();
    }

    private static List<String> reasons(AbstractStreamOperatorTestHarness<?> harness) {
        return side(harness, Undecodable.REJECTED).stream()
                .map(RejectedInput::reason)
                .toList();
    }

    @Test
    void aDayRequiresTheNewestVersionThatWasActivatedBeforeIt() throws Exception {
        try (var harness = harness()) {
            harness.open();
            List<SpecificRecord> records = List.of(
                    day(0).build(),
                    activated(2, 5),
                    activated(2, 5),
                    day(4).build(),
                    activated(3, 8),
                    day(5).build(),
                    day(9).build(),
                    day(7).build(),
                    day(2).build());
            for (int i = 0; i < records.size(); i++) {
                harness.processElement(record(0, i, records.get(i)), i);
            }
            assertThat(harness.extractOutputValues())
                    .extracting(TileDayInput::requiredVersion)
                    .containsExactly(1, 1, 2, 3, 2, 1);
            assertThat(harness.extractOutputValues().get(3).requiredFromEpochDay())
                    .isEqualTo(FIRST.plusDays(8).toEpochDay());
            assertThat(side(harness, DecodeTileDay.CONTROL))
                    .as("a repetition is no other activation")
                    .extracting(ControlInput::version)
                    .containsExactly(2, 3);
            assertThat(reasons(harness)).isEmpty();
        }
    }

    @Test
    void whatAPartitionHasSaidGoesWithItToAnotherSubtask() throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness = harness(2, subtask)) {
                harness.open();
                harness.processElement(record(subtask, 0, activated(2 + subtask, 5)), 0);
                parts.add(harness.snapshot(1, 1));
            }
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(parts.get(0), parts.get(1));
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorSubtaskState snapshot;
            try (var harness = harness(3, subtask)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 16, 2, 3, subtask));
                harness.open();
                snapshot = harness.snapshot(2, 2);
            }
            try (var harness = harness(1, 0)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(snapshot, 16, 1, 1, 0));
                harness.open();
                harness.processElement(record(0, 1, day(6).build()), 0);
                harness.processElement(record(1, 1, day(6).build()), 0);
                assertThat(harness.extractOutputValues())
                        .extracting(TileDayInput::requiredVersion)
                        .containsExactly(2, 3);
            }
        }
    }

    @Test
    void impossibleControlRecordsAreRejectedAndNothingChanges() throws Exception {
        try (var harness = harness()) {
            harness.open();
            List<SpecificRecord> records = List.of(
                    day(3).build(),
                    activated(0, 5),
                    activated(2, 3),
                    new ModelActivated("elsewhere", 2, FIRST.plusDays(9), 0L),
                    new ModelActivated(DOMAIN, 2, LocalDate.of(9999, 1, 1), 0L),
                    new ModelActivated(DOMAIN, 2, FIRST.plusDays(9), -1L),
                    new ModelActivated(DOMAIN, 2, FIRST.plusDays(9), 4L),
                    new ModelActivated(DOMAIN, 3, FIRST.plusDays(11), 3L),
                    activated(2, 10),
                    new ModelActivated(DOMAIN, 3, FIRST.plusDays(9), 4L),
                    new DayComplete("elsewhere", FIRST, 0L),
                    new ForecastRun(DOMAIN, LocalDate.of(1, 1, 1), 0L),
                    new ModelBundle(1, java.nio.ByteBuffer.allocate(3)),
                    day(9).build());
            for (int i = 0; i < records.size(); i++) {
                harness.processElement(record(0, i, records.get(i)), i);
            }
            assertThat(reasons(harness))
                    .containsExactly(
                            "control-version",
                            "control-not-later",
                            "control-domain",
                            "control-date",
                            "control-epoch",
                            "control-epoch",
                            "control-epoch",
                            "control-not-later",
                            "control-domain",
                            "control-date",
                            "undecodable");
            assertThat(harness.extractOutputValues())
                    .extracting(TileDayInput::requiredVersion)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void completeDaysAndForecastRunsComeByOnceEach() throws Exception {
        try (var harness = harness()) {
            harness.open();
            List<SpecificRecord> records = List.of(
                    day(0).build(),
                    new DayComplete(DOMAIN, FIRST, 0L),
                    new DayComplete(DOMAIN, FIRST, 1L),
                    new ForecastRun(DOMAIN, FIRST, 0L),
                    new ForecastRun(DOMAIN, FIRST, 0L),
                    new DayComplete(DOMAIN, FIRST.plusDays(1), 1L));
            for (int i = 0; i < records.size(); i++) {
                harness.processElement(record(7, i, records.get(i)), i);
            }
            assertThat(side(harness, DecodeTileDay.CONTROL))
                    .containsExactly(
                            new ControlInput(ControlKind.DAY_COMPLETE, 7, 0, FIRST.toEpochDay(), 0),
                            new ControlInput(ControlKind.FORECAST_RUN, 7, 0, FIRST.toEpochDay(), 0),
                            new ControlInput(ControlKind.DAY_COMPLETE, 7, 0, FIRST.toEpochDay() + 1, 1));
        }
    }
}

package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.parse.SmapConusFolder;
import org.soilcast.ingest.parse.SmapConusReader;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.PublishedInput;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.Retrievals;

class DayRecordsTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final LocalDate SECOND = FIRST.plusDays(1);

    @TempDir
    private Path folder;

    private DomainInput input;

    @BeforeEach
    void writeFortyCellsAndTwoDays() {
        List<String> cells = Stream.iterate(0, cell -> cell + 1)
                .limit(40)
                .map(SmapConusFolder::cell)
                .toList();
        List<String> days = List.of(
                SmapConusFolder.day(0, FIRST.toString(), ""),
                SmapConusFolder.day(39, FIRST.toString(), ""),
                SmapConusFolder.day(0, SECOND.toString(), "0.2"),
                SmapConusFolder.day(39, SECOND.toString(), ""),
                "bad line");
        SmapConusFolder.write(folder, cells, days);
        input = SmapConusReader.read(folder).input();
    }

    private List<ProducerRecord<String, byte[]>> messages(LocalDate date, OptionalInt forcing, OptionalInt retrievals) {
        return new DayRecords(input, 4).of(new PlannedDay(date, forcing, retrievals));
    }

    private static List<String> described(List<ProducerRecord<String, byte[]>> messages) {
        return messages.stream()
                .map(message -> message.topic() + " " + message.key() + " " + message.partition() + " "
                        + SingleObject.decode(message.value()).getSchema().getName())
                .toList();
    }

    @Test
    void aDayEndsWithItsCloseOnBothTopicsOfEveryTileAndWhatWasSent() {
        assertThat(described(messages(SECOND, OptionalInt.of(1), OptionalInt.of(1))))
                .containsExactly(
                        Topics.FORCING.topic() + " 0 0 Forcing",
                        Topics.RETRIEVALS.topic() + " 0 0 Retrievals",
                        Topics.FORCING.topic() + " 0 0 DayClosed",
                        Topics.RETRIEVALS.topic() + " 0 0 DayClosed",
                        Topics.FORCING.topic() + " 1 1 Forcing",
                        Topics.FORCING.topic() + " 1 1 DayClosed",
                        Topics.RETRIEVALS.topic() + " 1 1 DayClosed",
                        Topics.PUBLISHED.topic() + " soilcast.forcing.v1/2015-04-02 null PublishedInput",
                        Topics.PUBLISHED.topic() + " soilcast.retrievals.v1/2015-04-02 null PublishedInput");
    }

    @Test
    void onlyTheSourceThatHasChangedIsSent() {
        assertThat(described(messages(SECOND, OptionalInt.of(2), OptionalInt.empty())))
                .containsExactly(
                        Topics.FORCING.topic() + " 0 0 Forcing",
                        Topics.FORCING.topic() + " 0 0 DayClosed",
                        Topics.FORCING.topic() + " 1 1 Forcing",
                        Topics.FORCING.topic() + " 1 1 DayClosed",
                        Topics.PUBLISHED.topic() + " soilcast.forcing.v1/2015-04-02 null PublishedInput");
    }

    @Test
    void saysHowMuchWasSent() {
        List<ProducerRecord<String, byte[]>> messages = messages(SECOND, OptionalInt.of(3), OptionalInt.of(1));
        assertThat(messages.subList(7, 9).stream()
                        .map(message -> SingleObject.decode(message.value(), PublishedInput.class)))
                .containsExactly(
                        new PublishedInput(
                                "smap_conus",
                                Topics.FORCING.topic(),
                                SECOND,
                                3,
                                2,
                                input.forcing().digest(SECOND)),
                        new PublishedInput(
                                "smap_conus",
                                Topics.RETRIEVALS.topic(),
                                SECOND,
                                1,
                                1,
                                input.retrievals().digest(SECOND)));
    }

    @Test
    void aLaterVersionAlsoSaysThatThereAreNoRetrievals() {
        List<Retrievals> retrievals = messages(FIRST, OptionalInt.empty(), OptionalInt.of(2)).stream()
                .filter(message -> SingleObject.decode(message.value()) instanceof Retrievals)
                .map(message -> SingleObject.decode(message.value(), Retrievals.class))
                .toList();
        assertThat(retrievals).hasSize(2).allSatisfy(record -> {
            assertThat(record.getVersion()).isEqualTo(2);
            assertThat(record.getSoilMoistureM3PerM3()).containsOnly(Float.NaN);
        });
    }

    @Test
    void aForcingSaysWhereItComesFrom() {
        Forcing forcing = SingleObject.decode(
                messages(FIRST, OptionalInt.of(1), OptionalInt.of(1)).get(0).value(), Forcing.class);
        assertThat(forcing.getChecksum())
                .isEqualTo(input.forcing().day(FIRST).origin().checksum())
                .hasSize(64);
        assertThat(forcing.getFile()).isEqualTo("daily.csv.gz");
        assertThat(forcing.getSource()).isEqualTo("nldas2");
        assertThat(forcing.getAirTemperatureMinK()).isEmpty();
        assertThat(forcing.getWindSpeedMPerS()).hasSize(32);
    }

    @Test
    void rejectedLinesAreSentWithTheirPlace() {
        List<ProducerRecord<String, byte[]>> messages = new DayRecords(input, 4).rejected(input.rejected());
        assertThat(messages).hasSize(2);
        Rejected rejected = SingleObject.decode(messages.get(0).value(), Rejected.class);
        assertThat(rejected.getReason()).isEqualTo("wrong-field-count");
        assertThat(rejected.getPosition()).isEqualTo(6);
        assertThat(rejected.getDomain()).isEqualTo("smap_conus");
        assertThat(new DayRecords(input, 4).rejected(List.of())).isEmpty();
    }
}

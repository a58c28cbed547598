package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.parse.DomainTable;
import org.soilcast.ingest.parse.InputException;
import org.soilcast.ingest.parse.SmapConusFolder;
import org.soilcast.ingest.parse.SmapConusReader;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Rejected;
import org.soilcast.schemas.avro.Retrievals;

class PublishPlanTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final LocalDate LAST = FIRST.plusDays(9);

    @TempDir
    private Path folder;

    private DomainTable input;
    private DateRange all;

    @BeforeEach
    void writeFortyCellsAndTenDays() {
        List<String> cells = Stream.iterate(0, cell -> cell + 1)
                .limit(40)
                .map(SmapConusFolder::cell)
                .toList();
        List<String> days = Stream.concat(
                        FIRST.datesUntil(LAST.plusDays(1))
                                .flatMap(date -> Stream.of(
                                        SmapConusFolder.day(0, date.toString(), date.equals(FIRST) ? "" : "0.2"),
                                        SmapConusFolder.day(39, date.toString(), ""))),
                        Stream.of("bad line"))
                .toList();
        SmapConusFolder.write(folder, cells, days);
        input = SmapConusReader.read(folder);
        all = DateRange.of(input, Optional.empty(), Optional.empty());
    }

    @Test
    void beginsWithVersionOne() {
        assertThat(PublishPlan.of(input, all, Optional.empty()))
                .isEqualTo(new PublishPlan(1, true, Optional.of(new DateRange(FIRST, LAST))));
    }

    @Test
    void goesOnBehindTheLastDay() {
        assertThat(PublishPlan.of(input, all, published(3, FIRST.plusDays(4))))
                .isEqualTo(new PublishPlan(3, false, Optional.of(new DateRange(FIRST.plusDays(5), LAST))));
    }

    @Test
    void hasNothingLeftAtTheEnd() {
        assertThat(PublishPlan.of(input, all, published(1, LAST)).remaining()).isEmpty();
        DateRange part = DateRange.of(input, Optional.empty(), Optional.of(FIRST.plusDays(2)));
        assertThat(PublishPlan.of(input, part, published(1, LAST)).remaining()).isEmpty();
    }

    @Test
    void sendsAChangedFileAgainWithTheNextVersion() {
        var other = new PublishedSoFar("smap_conus", 2, "f".repeat(64), LAST);
        assertThat(PublishPlan.of(input, all, Optional.of(other)))
                .isEqualTo(new PublishPlan(3, true, Optional.of(all)));
    }

    @Test
    void refusesAnotherDomainAndAHole() {
        var other = new PublishedSoFar("uscrn", 1, input.source().checksum(), LAST);
        assertThatThrownBy(() -> PublishPlan.of(input, all, Optional.of(other)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds the domain uscrn");
        DateRange late = DateRange.of(input, Optional.of(FIRST.plusDays(5)), Optional.empty());
        assertThatThrownBy(() -> PublishPlan.of(input, late, published(1, FIRST)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("would leave out days");
    }

    @Test
    void cutsTheRangeToTheSet() {
        assertThat(all.days()).isEqualTo(10);
        assertThat(DateRange.of(input, Optional.of(FIRST.minusDays(9)), Optional.of(LAST.plusDays(9))))
                .isEqualTo(all);
        assertThatThrownBy(() -> DateRange.of(input, Optional.of(LAST.plusDays(1)), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no dates to do");
    }

    @Test
    void aDayEndsWithItsCloseOnBothTopicsOfEveryTile() {
        List<ProducerRecord<String, byte[]>> messages = new DayRecords(input, 1, 4)
                .of(input.days(FIRST.plusDays(1), FIRST.plusDays(1)).next());
        assertThat(messages)
                .extracting(message -> message.topic() + " " + message.key() + " " + message.partition() + " "
                        + SingleObject.decode(message.value()).getSchema().getName())
                .containsExactly(
                        Topics.FORCING.topic() + " 0 0 Forcing",
                        Topics.RETRIEVALS.topic() + " 0 0 Retrievals",
                        Topics.FORCING.topic() + " 0 0 DayClosed",
                        Topics.RETRIEVALS.topic() + " 0 0 DayClosed",
                        Topics.FORCING.topic() + " 1 1 Forcing",
                        Topics.FORCING.topic() + " 1 1 DayClosed",
                        Topics.RETRIEVALS.topic() + " 1 1 DayClosed");
    }

    @Test
    void aLaterVersionAlsoSaysThatThereAreNoRetrievals() {
        List<Retrievals> retrievals = new DayRecords(input, 2, 4)
                .of(input.days(FIRST, FIRST).next()).stream()
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
                new DayRecords(input, 1, 4)
                        .of(input.days(FIRST, FIRST).next())
                        .get(0)
                        .value(),
                Forcing.class);
        assertThat(forcing.getChecksum()).isEqualTo(input.source().checksum()).hasSize(64);
        assertThat(forcing.getFile()).isEqualTo("daily.csv.gz");
        assertThat(forcing.getSource()).isEqualTo("nldas2");
        assertThat(forcing.getAirTemperatureMinK()).isEmpty();
        assertThat(forcing.getWindSpeedMPerS()).hasSize(32);
    }

    @Test
    void rejectedLinesAreSentWithTheirPlace() {
        List<ProducerRecord<String, byte[]>> messages = new DayRecords(input, 1, 4).rejected();
        assertThat(messages).hasSize(1);
        Rejected rejected = SingleObject.decode(messages.get(0).value(), Rejected.class);
        assertThat(rejected.getReason()).isEqualTo("wrong-field-count");
        assertThat(rejected.getPosition()).isEqualTo(22);
        assertThat(rejected.getDomain()).isEqualTo("smap_conus");
    }

    private Optional<PublishedSoFar> published(int version, LocalDate date) {
        return Optional.of(
                new PublishedSoFar("smap_conus", version, input.source().checksum(), date));
    }
}

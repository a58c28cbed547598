package org.soilcast.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.parse.SmapConusFolder;
import org.soilcast.ingest.parse.SmapConusReader;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.PublishedInput;

class PublishPlanTest {
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    private static final LocalDate LAST = FIRST.plusDays(39);

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private final PublishedSoFar published = new PublishedSoFar();

    @BeforeEach
    void fortyDays() {
        FIRST.datesUntil(LAST.plusDays(1)).forEach(this::append);
    }

    private void append(LocalDate date) {
        lines.add(SmapConusFolder.day(0, date.toString(), date.equals(FIRST.plusDays(1)) ? "" : "0.2"));
        lines.add(SmapConusFolder.day(39, date.toString(), ""));
    }

    private DomainInput input() {
        List<String> cells = Stream.iterate(0, cell -> cell + 1)
                .limit(40)
                .map(SmapConusFolder::cell)
                .toList();
        SmapConusFolder.write(folder, cells, lines);
        return SmapConusReader.read(folder).input();
    }

    /** Plans and sends, as a start of the service does; the planned days are returned. */
    private List<PlannedDay> publish(DomainInput input) {
        PublishPlan plan = PublishPlan.of(input, input.dates(), published);
        var records = new DayRecords(input, 4);
        plan.days().forEach(day -> commit(records.of(day)));
        commit(records.rejected(plan.rejected()));
        return plan.days();
    }

    private void commit(List<ProducerRecord<String, byte[]>> messages) {
        messages.stream()
                .filter(message -> message.topic().equals(Topics.PUBLISHED.topic()))
                .forEach(message -> published.take(SingleObject.decode(message.value(), PublishedInput.class)));
    }

    private static PlannedDay day(LocalDate date, int forcing, int retrievals) {
        return new PlannedDay(date, version(forcing), version(retrievals));
    }

    private static OptionalInt version(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Test
    void beginsWithVersionOneOfEverything() {
        assertThat(publish(input()))
                .containsExactlyElementsOf(FIRST.datesUntil(LAST.plusDays(1))
                        .map(date -> day(date, 1, 1))
                        .toList());
    }

    @Test
    void unchangedFilesSendNothing() {
        publish(input());
        assertThat(publish(input())).isEmpty();
        assertThat(PublishPlan.of(input(), input().dates(), published).rejected())
                .isEmpty();
    }

    @Test
    void anAppendedDaySendsThatDay() {
        publish(input());
        append(LAST.plusDays(1));
        assertThat(publish(input())).containsExactly(day(LAST.plusDays(1), 1, 1));
        assertThat(publish(input())).isEmpty();
    }

    @Test
    void aChangedValueSendsWhatItBelongsTo() {
        publish(input());
        lines.set(20, SmapConusFolder.day(0, FIRST.plusDays(10).toString(), "0.21"));
        assertThat(publish(input())).containsExactly(day(FIRST.plusDays(10), 0, 2));
        lines.set(20, lines.get(20).replace("0.21", ""));
        lines.set(
                24, SmapConusFolder.day(0, FIRST.plusDays(12).toString(), "0.2").replace("285.25", "280.25"));
        assertThat(publish(input())).containsExactly(day(FIRST.plusDays(10), 0, 3), day(FIRST.plusDays(12), 2, 0));
        assertThat(publish(input())).isEmpty();
    }

    /** What comes after a day without any is no re-issue: the result is that of all at once. */
    @Test
    void firstRetrievalsOfADayAreNoReissue() {
        publish(input());
        LocalDate second = FIRST.plusDays(1);
        lines.set(2, SmapConusFolder.day(0, second.toString(), "0.3"));
        assertThat(publish(input())).containsExactly(day(second, 0, 1));
        lines.set(2, SmapConusFolder.day(0, second.toString(), "0.4"));
        assertThat(publish(input())).containsExactly(day(second, 0, 2));
    }

    /** Killed between two transactions, it goes on with what is lacking. */
    @Test
    void goesOnBehindWhatWasCommitted() {
        DomainInput input = input();
        var records = new DayRecords(input, 4);
        PublishPlan.of(input, input.dates(), published).days().stream()
                .limit(30)
                .forEach(day -> commit(records.of(day)));
        assertThat(publish(input))
                .hasSize(10)
                .startsWith(day(FIRST.plusDays(30), 1, 1))
                .endsWith(day(LAST, 1, 1));
    }

    @Test
    void openLoopTakesRetrievalsBack() {
        publish(input());
        assertThat(publish(input().withoutRetrievals()))
                .hasSize(40)
                .contains(day(FIRST, 0, 2), day(FIRST.plusDays(1), 0, 1));
    }

    @Test
    void datesBeforeTheFirstEverPublishedAreLeftOut() {
        DomainInput input = input();
        var records = new DayRecords(input, 4);
        PublishPlan.of(input, new DateRange(FIRST.plusDays(5), LAST), published)
                .days()
                .forEach(day -> commit(records.of(day)));
        assertThat(publish(input)).isEmpty();
    }

    @Test
    void whatWasNotTakenIsToldOnce() {
        publish(input());
        lines.add("bad line");
        assertThat(untold()).hasSize(1);
        publish(input());
        assertThat(untold()).isEmpty();
        append(LAST.plusDays(1));
        assertThat(untold()).as("appended days").isEmpty();
        lines.add("another bad line");
        assertThat(untold()).extracting(Rejection::position).containsExactly((long) lines.size() + 1);
        lines.set(80, "one that has changed");
        assertThat(untold()).hasSize(2);
    }

    private List<Rejection> untold() {
        DomainInput input = input();
        return PublishPlan.of(input, input.dates(), published).rejected();
    }

    @Test
    void refusesAnotherDomainAndAHole() {
        DomainInput input = input();
        published.take(new PublishedInput("smap_conus", Topics.FORCING.topic(), FIRST, 1, 2, "0"));
        assertThatThrownBy(() -> PublishPlan.of(input, new DateRange(FIRST.plusDays(5), LAST), published))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("would leave out days");
        published.take(new PublishedInput("uscrn", Topics.FORCING.topic(), FIRST, 1, 2, "0"));
        assertThatThrownBy(() -> PublishPlan.of(input, input.dates(), published))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds the domain uscrn");
    }

    @Test
    void normalsStayWhileDaysAreAdded() {
        DomainInput before = input();
        List<ProducerRecord<String, byte[]>> first = new DayRecords(before, 4).tiles();
        var known = new HashMap<String, byte[]>();
        first.forEach(tile -> known.put(tile.key(), tile.value()));
        lines.add(SmapConusFolder.day(0, LAST.plusDays(1).toString(), "").replace("285.25", "270.25"));
        List<ProducerRecord<String, byte[]>> longer = new DayRecords(input(), 4).tiles();
        assertThat(longer.get(0).value()).isNotEqualTo(first.get(0).value());
        assertThat(TileAnnouncement.changed(first, Map.of(), false)).hasSize(2);
        assertThat(TileAnnouncement.changed(longer, known, false)).isEmpty();
        assertThat(TileAnnouncement.changed(longer, known, true)).isNotEmpty();
    }

    @Test
    void aRangeThatIsAskedForIsKeptTo() {
        DomainInput input = input();
        DateRange part = input.dates(Optional.empty(), Optional.of(FIRST.plusDays(2)));
        assertThat(PublishPlan.of(input, part, published).days()).hasSize(3);
    }
}

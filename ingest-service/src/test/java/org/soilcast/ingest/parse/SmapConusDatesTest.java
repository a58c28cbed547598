package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.soilcast.ingest.parse.SmapConusFolder.write;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.rejects.Rejection;

/** Days that are missing cost themselves; dates that contradict their neighbours are refused, whatever the file's order. */
class SmapConusDatesTest {
    private static final int CELLS = 4;
    private static final int DAYS = 1200;
    private static final LocalDate FIRST = LocalDate.of(2015, 4, 1);

    @TempDir
    private Path folder;

    /** The order of the lines. */
    private enum Sorting {
        BY_CELL(Comparator.comparingInt(Line::cell).thenComparingInt(Line::day)),
        BY_DATE(Comparator.comparingInt(Line::day).thenComparingInt(Line::cell)),
        NEWEST_FIRST(Comparator.comparingInt(Line::day).reversed()),
        NONE(Comparator.comparingInt(line -> (line.day * 7919 + line.cell * 104_729) % 4801));

        private final Comparator<Line> comparator;

        Sorting(Comparator<Line> comparator) {
            this.comparator = comparator;
        }
    }

    private record Line(int cell, int day) {
        String text(LocalDate date) {
            return SmapConusFolder.day(cell, date.toString(), String.valueOf(value()));
        }

        String text() {
            return text(FIRST.plusDays(day));
        }

        float value() {
            return 0.1f + (day * CELLS + cell) * 1e-4f;
        }
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                gap("five days in the middle", (cell, day) -> day >= 80 && day < 85),
                gap("all but the ends", (cell, day) -> day >= 3 && day < DAYS - 1),
                gap("a short side before", (cell, day) -> day >= 1 && day < 20),
                gap("a short side behind", (cell, day) -> day >= DAYS - 20 && day < DAYS - 1),
                gap("two years", (cell, day) -> day >= 300 && day < 1030),
                gap("three gaps", (cell, day) -> day % 400 > 200),
                gap("every second day", (cell, day) -> day % 2 == 1),
                gap("the first days", (cell, day) -> day < 40),
                gap("the last days", (cell, day) -> day >= DAYS - 40),
                gap("some cells only", (cell, day) -> cell < 2 && day >= 80 && day < 85),
                gap("years of some cells only", (cell, day) -> cell < 2 && day >= 80 && day < 1190),
                gap("a cell that begins late", (cell, day) -> cell == 2 && day < 800),
                gap("a cell with one line", (cell, day) -> cell == 1 && day != 700));
    }

    private static Arguments gap(String name, BiPredicate<Integer, Integer> missing) {
        return Arguments.of(name, missing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gaps")
    void aGapCostsTheDaysOfTheGap(String name, BiPredicate<Integer, Integer> missing) {
        for (Sorting sorting : Sorting.values()) {
            List<Line> lines = lines(sorting).stream()
                    .filter(line -> !missing.test(line.cell, line.day))
                    .toList();
            DomainTable input = read(lines.stream().map(Line::text).toList());
            assertThat(input.rejected()).as(sorting.name()).isEmpty();
            assertHas(input, lines);
        }
    }

    @ParameterizedTest
    @EnumSource(Sorting.class)
    void daysWithoutAnyLineAreSaid(Sorting sorting) {
        List<String> lines = lines(sorting).stream()
                .filter(line -> line.day < 80 || line.day >= 85)
                .map(Line::text)
                .toList();
        assertThat(read(lines).notices())
                .containsExactly(
                        "daily.csv.gz has no line of 5 days within its span, first 2015-06-20, last 2015-06-24:"
                                + " they run without rain, on interpolated or normal weather");
        assertThat(read(lines(sorting).stream().map(Line::text).toList()).notices())
                .isEmpty();
    }

    static Stream<Arguments> strays() {
        return Stream.of(
                Arguments.of("1900-04-11", "date-out-of-range", 10),
                Arguments.of("2099-04-11", "date-out-of-range", 10),
                Arguments.of("2045-04-11", "date-out-of-range", 10),
                Arguments.of("2045-04-01", "date-out-of-range", 0),
                Arguments.of("2045-07-13", "date-out-of-range", DAYS - 1),
                Arguments.of("2016-04-11", "duplicate", 10), // a year too late, where another line has the date
                Arguments.of("2015-11-04", "duplicate", 10)); // month and day exchanged
    }

    /** The line of cell 2 on a day has another date: it is refused, and the line that has the date by right is taken. */
    @ParameterizedTest(name = "{0} on day {2}")
    @MethodSource("strays")
    void aStrayDateIsRefusedAndNothingElse(String date, String reason, int day) {
        for (Sorting sorting : List.of(Sorting.BY_CELL, Sorting.BY_DATE)) {
            var stray = new Line(2, day);
            List<Line> lines = lines(sorting);
            List<String> texts = new ArrayList<>(lines.stream().map(Line::text).toList());
            int index = lines.indexOf(stray);
            texts.set(index, stray.text(LocalDate.parse(date)));
            DomainTable input = read(texts);
            assertThat(input.rejected())
                    .as(sorting.name())
                    .extracting(one -> one.reason().label() + " in line " + one.position())
                    .containsExactly(reason + " in line " + (index + 2));
            assertHas(input, lines.stream().filter(line -> !line.equals(stray)).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Sorting.class,
            names = {"BY_CELL", "BY_DATE"})
    void aStrayDateThatFallsIntoAGapIsRefused(Sorting sorting) {
        var stray = new Line(1, 10);
        List<Line> lines = lines(sorting).stream()
                .filter(line -> line.day < 500 || line.day >= 600)
                .toList();
        List<String> texts = new ArrayList<>(lines.stream().map(Line::text).toList());
        texts.set(lines.indexOf(stray), stray.text(FIRST.plusDays(550)));
        DomainTable input = read(texts);
        assertThat(input.rejected()).extracting(Rejection::source).containsExactly("smap_conus");
        assertHas(input, lines.stream().filter(line -> !line.equals(stray)).toList());
    }

    @ParameterizedTest
    @EnumSource(Sorting.class)
    void linesThatComeTwiceCountOnce(Sorting sorting) {
        List<Line> lines = lines(sorting);
        List<String> texts = new ArrayList<>(lines.stream().map(Line::text).toList());
        texts.addAll(
                lines.stream().map(line -> line.text().replace("285.25", "299")).toList());
        DomainTable input = read(texts);
        assertThat(input.rejected())
                .hasSize(lines.size())
                .allMatch(one -> one.reason().label().equals("duplicate") && one.position() > lines.size() + 1);
        assertHas(input, lines);
        assertThat(input.forcing(FIRST, ForcingVariable.AIR_TEMPERATURE_K, 0)).containsOnly(285.25f);
    }

    /** Exactly these lines. */
    private static void assertHas(DomainTable input, List<Line> lines) {
        var expected = new float[DAYS][CELLS];
        for (float[] ofDay : expected) {
            java.util.Arrays.fill(ofDay, Float.NaN);
        }
        lines.forEach(line ->
                expected[line.day][
                        input.domain().position(String.valueOf(line.cell)).orElseThrow()] = line.value());
        for (int day = 0; day < DAYS; day++) {
            assertThat(input.soilMoistureM3PerM3(FIRST.plusDays(day), 0))
                    .as("day %s", day)
                    .containsExactly(expected[day]);
        }
        assertThat(input.firstDate())
                .isEqualTo(
                        FIRST.plusDays(lines.stream().mapToInt(Line::day).min().orElseThrow()));
        assertThat(input.lastDate())
                .isEqualTo(
                        FIRST.plusDays(lines.stream().mapToInt(Line::day).max().orElseThrow()));
    }

    private static List<Line> lines(Sorting sorting) {
        return IntStream.range(0, DAYS)
                .boxed()
                .flatMap(day -> IntStream.range(0, CELLS).mapToObj(cell -> new Line(cell, day)))
                .sorted(sorting.comparator)
                .toList();
    }

    private DomainTable read(List<String> days) {
        write(folder, IntStream.range(0, CELLS).mapToObj(SmapConusFolder::cell).toList(), days);
        return SmapConusReader.read(folder);
    }
}

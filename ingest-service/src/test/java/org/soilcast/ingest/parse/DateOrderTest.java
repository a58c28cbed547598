package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.rejects.Parsed;

class DateOrderTest {
    /** Days of the lines; behind them T for taken, D for a duplicate, S for a stray. */
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "1 2 3 4, TTTT, all in order",
        "5 6 7 100 101, TTTTT, a gap with a short side behind it",
        "1 100 101 102, TTTT, a gap with a short side before it",
        "1 5 9000 9001 20000, TTTTT, gaps of years",
        "1 2 900 4 5, TTSTT, a date far ahead",
        "900 901 3 903 904, TTSTT, a date far back",
        "1 2 900 901 5 6 7, TTSSTTT, two dates far ahead",
        "900 2 3 4 5, STTTT, a first date far ahead",
        "11 12 13 14 2, TTTTS, a last date far back",
        "1 2 8 4 5 6 7 8 9, TTDTTTTTT, the date of a later line: that one is kept",
        "1 2 3 4 2 6, TTTTDT, the date of an earlier line: that one is kept",
        "1 2 4 3 5 6, TTTTTT, two lines that changed places",
        "2 1 3 4 5, TTTTT, the first two changed places",
        "1 2 3 5 4, TTTTT, the last two changed places",
        "1 2 2 3, TTDT, the same date twice",
        "1 2 3 1 2 3, TTTDDD, all lines twice",
        "10 11 12 13 14 1 2 3, TTTTTTTT, an earlier part behind a later one",
        "5 6 7 8 1 2 3 4 9 10 11, TTTTTTTTTTT, parts in another sequence",
        "9 1 2 3 4 5 6 7 8, TTTTTTTTT, the newest line on top",
        "5 4 3 2 1, TTTTT, falling dates",
        "3 3 2 2 1 1, TDTDTD, falling dates twice",
        "7, T, one line",
    })
    void aDateIsAStrayWhenItContradictsItsNeighbours(String days, String expected, String what) {
        assertThat(verdicts(Arrays.stream(days.split(" ")).mapToLong(Long::parseLong)))
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void aFileInNoOrderLosesNothing() {
        for (int seed = 1; seed <= 20; seed++) {
            List<Long> days = new ArrayList<>(LongStream.range(0, 500).boxed().toList());
            Collections.shuffle(days, new Random(seed));
            assertThat(verdicts(days.stream().mapToLong(Long::longValue)))
                    .as("seed " + seed)
                    .isEqualTo("T".repeat(500));
        }
    }

    /** Whatever days are missing, nothing that is there is refused. */
    @Test
    void gapsOfAnyKindCostNothing() {
        for (int seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            double share = random.nextDouble();
            long[] days = LongStream.range(0, 3000)
                    .filter(day -> random.nextDouble() < share)
                    .toArray();
            assertThat(verdicts(LongStream.of(days))).as("seed " + seed).isEqualTo("T".repeat(days.length));
        }
    }

    /** One date in a hundred replaced by another: each is refused, and nothing else is. */
    @Test
    void slipsAreFoundAndNothingElse() {
        for (int seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            long[] days = LongStream.range(0, 1000).toArray();
            var expected = new StringBuilder("T".repeat(days.length));
            IntStream.range(0, 10).map(slip -> 50 + 100 * slip).forEach(slip -> {
                days[slip] = random.nextBoolean() ? -1000 - random.nextInt(9000) : 2000 + random.nextInt(9000);
                expected.setCharAt(slip, 'S');
            });
            assertThat(verdicts(LongStream.of(days))).as("seed " + seed).isEqualTo(expected.toString());
        }
    }

    private static String verdicts(LongStream days) {
        return DateOrder.of(days.toArray()).stream().map(DateOrderTest::letter).collect(Collectors.joining());
    }

    private static String letter(Parsed<Long> verdict) {
        var letter = new StringBuilder();
        verdict.handTo(
                day -> letter.append('T'),
                (reason, detail) -> letter.append(reason.label().equals("duplicate") ? 'D' : 'S'));
        return letter.toString();
    }
}

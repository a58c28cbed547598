package org.soilcast.ops.drill;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.soilcast.ops.drill.BadInput.Refusal;
import org.soilcast.schemas.LateWindow;
import org.soilcast.schemas.Topics;

/** The table of bad inputs: what comes, what the clean input without it is, and what must be said of it. */
final class BadInputs {
    private static final int DAYS = 10;
    /** A line in the middle: of cell 1 on the fifth day. */
    private static final int LINE = 15;

    /** What is made bad. */
    static final SmapConusFiles GOOD = SmapConusFiles.of(DAYS, 0);

    private static final int LAST_LINE = DAYS * SmapConusFiles.CELLS + 1;

    private BadInputs() {}

    /** All of them. */
    static Stream<BadInput> all() {
        return Stream.of(values(), BadSmapConusFiles.all(), lines(), files(), reissues(), stations())
                .flatMap(rows -> rows);
    }

    private static Stream<BadInput> values() {
        return Stream.of(
                weather("text where precipitation belongs", "not-a-number", 2, "some"),
                weather("NaN for precipitation", "not-a-number", 2, "NaN"),
                weather("infinite temperature", "not-a-number", 3, "Infinity"),
                weather("negative precipitation", "out-of-range", 2, "-0.1"),
                weather("absurd temperature", "out-of-range", 3, "1000"),
                field("absurd humidity", "out-of-range", 6, "0.5"),
                field("text where humidity belongs", "not-a-number", 6, "dry"),
                field("absurd wind", "out-of-range", 7, "-300"),
                field("infinite wind", "not-a-number", 8, "Infinity"),
                retrieval("text where soil moisture belongs", "not-a-number", "wet"),
                retrieval("NaN for soil moisture", "not-a-number", "NaN"),
                retrieval("negative soil moisture", "out-of-range", "-0.01"),
                retrieval("soil moisture above .80", "out-of-range", "0.81"));
    }

    private static BadInput weather(String name, String reason, int column, String value) {
        return smap(name, GOOD.with(LINE, column, value), GOOD.withoutWeather(LINE), daily(reason, "nldas2", LINE));
    }

    /** Humidity or wind, which potential evapotranspiration can do without. */
    private static BadInput field(String name, String reason, int column, String value) {
        return smap(name, GOOD.with(LINE, column, value), GOOD.with(LINE, column, ""), daily(reason, "nldas2", LINE));
    }

    private static BadInput retrieval(String name, String reason, String value) {
        return smap(name, GOOD.with(LINE, 9, value), GOOD.with(LINE, 9, ""), daily(reason, "smap_l3_am", LINE));
    }

    private static Stream<BadInput> lines() {
        String other = GOOD.lines().get(LINE - 1).replace("285", "299");
        return Stream.of(
                smap("unknown cell", GOOD.with(LINE, 0, "99"), GOOD.withoutLine(LINE), daily("unknown-cell", LINE)),
                smap(
                        "date before the mission",
                        GOOD.with(LINE, 1, "2014-04-05"),
                        GOOD.withoutLine(LINE),
                        daily("date-out-of-range", LINE)),
                smap(
                        "date far from all others",
                        GOOD.with(LINE, 1, "2019-04-05"),
                        GOOD.withoutLine(LINE),
                        daily("date-out-of-range", LINE)),
                smap("no date", GOOD.with(LINE, 1, "2015-02-30"), GOOD.withoutLine(LINE), daily("bad-date", LINE)),
                smap(
                        "field missing",
                        GOOD.with(LINE, line -> "1,2015-04-05,1"),
                        GOOD.withoutLine(LINE),
                        daily("wrong-field-count", LINE)),
                smap("second line of a cell and date", GOOD.plus(other), GOOD, daily("duplicate", LAST_LINE + 1)));
    }

    private static Stream<BadInput> files() {
        int cutLine = LAST_LINE - 4;
        return Stream.of(
                smap(
                        "file cut within a line",
                        GOOD.cutWithin(cutLine, 1), // what is left of its soil moisture is a number, too
                        GOOD.upTo(cutLine - 1),
                        daily("truncated-file", cutLine)),
                smap(
                        "file cut behind a line",
                        GOOD.cutWithin(cutLine, -1),
                        GOOD.upTo(cutLine),
                        daily("truncated-file", cutLine + 1)),
                again("wrong header", GOOD.with(1, line -> line.replace("_k,", "_c,")), daily("wrong-header", 1)),
                again("missing daily file", GOOD.withoutFile("daily.csv.gz"), daily("missing-file", -1)),
                again(
                        "missing list of cells",
                        GOOD.withoutFile("cells.csv"),
                        new Refusal("missing-file", SmapConusFiles.NAME, "cells.csv", -1)),
                again("the same file again", GOOD),
                again("file without a usable line", GOOD.upTo(1).plus("x,y"), daily("wrong-field-count", 2)));
    }

    /** A re-issue takes the place of all there was, absences included; what it changes too late is refused. */
    private static Stream<BadInput> reissues() {
        SmapConusFiles gaps = GOOD.with(LINE, 9, "").with(LINE + 1, 2, "").withoutLine(LINE + 4);
        SmapConusFiles others = GOOD.with(LINE, 9, "0.44")
                .with(LINE + 1, 2, "9.9")
                .with(LINE + 4, 3, "279.00")
                .with(LINE + 4, 9, "0.44"); // other values where the re-issue has none, and nowhere else
        int days = 20;
        SmapConusFiles late = SmapConusFiles.of(days, 1);
        LocalDate inTime = SmapConusFiles.FIRST.plusDays(days - 1 - LateWindow.DAYS);
        List<Refusal> tooLate = IntStream.range(0, days - 1 - LateWindow.DAYS)
                .mapToObj(day -> 2L * (days + day)) // a day is two records on each topic, its values and its close
                .flatMap(offset -> Stream.of(
                        new Refusal("too-late", "nldas2", Topics.FORCING.topic(), offset),
                        new Refusal("too-late", "smap_l3_am", Topics.RETRIEVALS.topic(), offset)))
                .toList();
        return Stream.of(
                row("re-issue with values gone", List.of(GOOD, gaps), List.of(others, gaps), List.of()),
                new BadInput(
                        "input older than 14 days",
                        SmapConusFiles.NAME,
                        SmapConusFiles.FIRST,
                        List.of(SmapConusFiles.of(days, 0), late),
                        List.of(SmapConusFiles.of(days, 0), late),
                        Optional.of(inTime),
                        tooLate));
    }

    private static Stream<BadInput> stations() {
        UscrnStationFiles good = UscrnStationFiles.good();
        String south = UscrnStationFiles.SOUTH;
        String copy = "CRND0103-2015-AL_South_copy.txt.gz";
        return Stream.of(
                uscrn(
                        "station: text where precipitation belongs",
                        good.with(south, 4, 9, "wet"),
                        good.with(south, 4, 9, "-9999.0"),
                        List.of(station("not-a-number", "uscrn", south, 4))),
                uscrn(
                        "station: negative precipitation",
                        good.with(south, 4, 9, "-0.1"),
                        good.with(south, 4, 9, "-9999.0"),
                        List.of(station("out-of-range", "uscrn", south, 4))),
                uscrn(
                        "station: missing file",
                        good.without(south),
                        good.allMissing(south),
                        List.of(station("missing-file", "uscrn", south, -1))),
                uscrn(
                        "station: an editor's file beside it",
                        good.with(south + "~", good.files().get(south)),
                        good,
                        List.of(station("unusable-file", "uscrn", south + "~", -1))),
                uscrn(
                        "station: truncated file",
                        good.cut(south),
                        good,
                        List.of(station("truncated-file", "uscrn", south, UscrnStationFiles.DAYS + 1))),
                uscrn(
                        "station: the same file under another name",
                        good.with(copy, good.files().get(south)),
                        good,
                        IntStream.rangeClosed(1, UscrnStationFiles.DAYS)
                                .mapToObj(line -> station("duplicate", "uscrn", copy, line))
                                .toList()));
    }

    static Refusal daily(String reason, long line) {
        return daily(reason, SmapConusFiles.NAME, line);
    }

    static Refusal daily(String reason, String source, long line) {
        return new Refusal(reason, source, "daily.csv.gz", line);
    }

    private static Refusal station(String reason, String source, String file, long line) {
        return new Refusal(reason, source, "2015/" + file, line);
    }

    static BadInput smap(String name, SmapConusFiles bad, SmapConusFiles clean, Refusal refusal) {
        return row(name, List.of(bad), List.of(clean), List.of(refusal));
    }

    /** Bad files in the place of good ones that have been published. */
    private static BadInput again(String name, SmapConusFiles bad, Refusal... refusals) {
        return row(name, List.of(GOOD, bad), List.of(GOOD), List.of(refusals));
    }

    static BadInput row(String name, List<SmapConusFiles> given, List<SmapConusFiles> clean, List<Refusal> refusals) {
        return new BadInput(name, SmapConusFiles.NAME, SmapConusFiles.FIRST, given, clean, Optional.empty(), refusals);
    }

    private static BadInput uscrn(String name, UscrnStationFiles bad, UscrnStationFiles clean, List<Refusal> refusals) {
        return new BadInput(
                name,
                UscrnStationFiles.NAME,
                UscrnStationFiles.FIRST,
                List.of(bad),
                List.of(clean),
                Optional.empty(),
                refusals);
    }
}

package org.soilcast.ops.drill;

import java.util.List;
import java.util.stream.Stream;
import org.soilcast.ops.drill.BadInput.Refusal;

/** Files of smap_conus with gaps, damaged members or impossible attributes, and what must be said of them. */
final class BadSmapConusFiles {
    private BadSmapConusFiles() {}

    static Stream<BadInput> all() {
        return Stream.of(gaps(), members(), cells()).flatMap(rows -> rows);
    }

    /** A gap costs the days of the gap, as if their values were missing. */
    private static Stream<BadInput> gaps() {
        SmapConusFiles good = SmapConusFiles.of(30, 0);
        return Stream.of(
                gap(
                        "five days missing",
                        good.withoutDays(0, 8, 12).withoutDays(1, 8, 12).withoutDays(2, 8, 12),
                        good.withEmptyDays(0, 8, 12).withEmptyDays(1, 8, 12).withEmptyDays(2, 8, 12)),
                gap(
                        "a gap with a short side behind it",
                        good.withoutDays(0, 20, 28).withoutDays(1, 20, 28).withoutDays(2, 20, 28),
                        good.withEmptyDays(0, 20, 28).withEmptyDays(1, 20, 28).withEmptyDays(2, 20, 28)),
                gap(
                        "days of some cells missing",
                        good.withoutDays(0, 0, 5).withoutDays(1, 8, 20),
                        good.withEmptyDays(0, 0, 5).withEmptyDays(1, 8, 20)));
    }

    private static BadInput gap(String name, SmapConusFiles given, SmapConusFiles clean) {
        return BadInputs.row(name, List.of(given), List.of(clean), List.of());
    }

    /** All gzip members are read; of a damaged file what stands before the damage counts. */
    private static Stream<BadInput> members() {
        int line = 26; // of the ninth day's first cell
        SmapConusFiles two = BadInputs.GOOD.inMembers(line);
        long offset = two.bytesBeforeSecondMember();
        SmapConusFiles before = BadInputs.GOOD.upTo(line - 1);
        Refusal damage = BadInputs.daily("damaged-file", offset);
        return Stream.of(
                BadInputs.row("two gzip members", List.of(two), List.of(BadInputs.GOOD), List.of()),
                BadInputs.smap("second member with a bad header", two.damaged(0), before, damage),
                BadInputs.smap("second member with a bad text", two.damaged(100), before, damage),
                BadInputs.smap(
                        "second member cut in its header",
                        new SmapConusFiles(
                                two.lines(),
                                two.cells(),
                                line,
                                -1,
                                (int) offset - SmapConusFiles.BYTES_BEFORE_TEXT + 5,
                                ""),
                        before,
                        BadInputs.daily("truncated-file", line)));
    }

    /** An impossible attribute is missing; a cell that lies elsewhere than its place in the grid says does not exist. */
    private static Stream<BadInput> cells() {
        Refusal attribute = new Refusal("out-of-range", SmapConusFiles.NAME, "cells.csv", 3);
        return Stream.of(
                BadInputs.smap(
                        "sand of 151 %",
                        BadInputs.GOOD.withCell(3, 6, "151"), BadInputs.GOOD.withCell(3, 6, ""), attribute),
                BadInputs.smap(
                        "fill for bulk density",
                        BadInputs.GOOD.withCell(3, 9, "-9999"),
                        BadInputs.GOOD.withCell(3, 9, ""),
                        attribute));
    }
}

package org.soilcast.laboratory.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.soilcast.learning.history.CellHistory.Cell;

class PartsTest {
    @Test
    void halvesFollowTheChecksumOfTheBlock() {
        // CRC-32 of "48:-124" is even, those of "32:-100" and "0:0" are odd
        Parts halves = Parts.halves(List.of(
                new Cell("a", 49.9f, -123.4f),
                new Cell("b", 33, -99),
                new Cell("c", 1, 1),
                new Cell("d", 48.1f, -121)));

        assertThat(halves.count()).isEqualTo(2);
        assertThat(halves.in(0)).containsExactly(0, 3);
        assertThat(halves.in(1)).containsExactly(halves.outside(0));
    }

    @Test
    void regionsAreFourOfLikeSize() {
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 8; column++) {
                cells.add(new Cell(row + "-" + column, 30 + row, -120 + column));
            }
        }
        Parts regions = Parts.regions(cells);

        assertThat(regions.count()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(region -> regions.in(region).length))
                .containsOnly(12);
        assertThat(cells.get(regions.in(0)[0]).id()).isEqualTo("0-0");
        assertThat(regions.outside(0)).hasSize(36);
    }

    @Test
    void smallerSharesArePartOfLargerOnesAndEveryCellIsJudgedOnce() {
        List<Cell> cells = IntStream.range(0, 200)
                .mapToObj(cell -> new Cell("" + cell, 30 + cell % 20, -120 + cell))
                .toList();
        for (Outcome.Split split : List.of(Outcome.Split.UNSEEN)) {
            List<Integer> judged = new ArrayList<>();
            for (Group group : Group.share(cells, 0.25)) {
                IntStream.of(group.cells(split)).forEach(judged::add);
                assertThat(group.learned()).doesNotContain(group.cells(split));
            }
            assertThat(judged).hasSize(200).doesNotHaveDuplicates();
        }
        assertThat(Group.share(cells, 0.5).get(0).learned())
                .contains(Group.share(cells, 0.25).get(0).learned());
    }
}

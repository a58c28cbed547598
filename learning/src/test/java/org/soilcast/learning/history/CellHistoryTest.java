package org.soilcast.learning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.learning.MadeUpCells;

class CellHistoryTest {
    @Test
    void seriesOfAnotherLengthAreRefused() {
        CellHistory whole = MadeUpCells.of(2, 5, ObservationOperator.END_OF_DAY, (day, cell) -> Float.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellHistory(
                        whole.cells(),
                        whole.forcing(),
                        new float[10],
                        new float[9],
                        whole.inputs(),
                        whole.observation()))
                .withMessageContaining("5 days x 2 cells");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+")
    void blocksAreThoseOfTheDataSet() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(System.getenv("SOILCAST_DATA"), "smap_conus", "cells.csv"));
        List<String> columns = List.of(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            var cell = new CellHistory.Cell(
                    fields[0],
                    Float.parseFloat(fields[columns.indexOf("lat")]),
                    Float.parseFloat(fields[columns.indexOf("lon")]));
            assertThat(cell.block()).as(line).isEqualTo(fields[columns.indexOf("block")]);
        }
    }
}

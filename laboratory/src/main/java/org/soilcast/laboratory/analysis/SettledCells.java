package org.soilcast.laboratory.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.run.OpenLoop;
import org.soilcast.learning.training.TrainedNetwork;

/**
 * Cells with the parameters of the land model and the states that they begin with.
 *
 * @param history cells and days
 * @param parameters {@code [parameter][cell]}
 * @param ofMembers what each member of the network makes of the cells, each {@code [parameter][cell]}; may be empty
 * @param start states at the begin of the first day, {@code [state][cell]}
 */
public record SettledCells(CellHistory history, float[] parameters, List<float[]> ofMembers, float[] start) {
    private static final int CYCLES = 6;

    public SettledCells {
        ofMembers = List.copyOf(ofMembers);
    }

    /**
     * Cells with parameters of a network, whose start is near the equilibrium of the days that it sees.
     *
     * @param seen the same cells on those days
     */
    public static SettledCells of(CellHistory history, CellHistory seen, TrainedNetwork network) {
        float[] parameters = network.parameters(seen);
        return new SettledCells(
                history,
                parameters,
                network.parametersOfMembers(seen),
                OpenLoop.cycled(seen.forcing(), parameters, CYCLES));
    }

    /** Some of the cells, in the order asked for; one may come several times. */
    SettledCells select(int... chosen) {
        int cells = history.cells().size();
        return new SettledCells(
                history.select(chosen),
                CellHistory.columns(parameters, cells, chosen),
                ofMembers.stream()
                        .map(member -> CellHistory.columns(member, cells, chosen))
                        .toList(),
                CellHistory.columns(start, cells, chosen));
    }

    /** Positions of the cells of each block of the kernel. */
    List<int[]> blocks() {
        int cells = history.cells().size();
        return IntStream.range(0, (cells + CellBlocks.CELLS - 1) / CellBlocks.CELLS)
                .mapToObj(block -> IntStream.range(block * CellBlocks.CELLS, (block + 1) * CellBlocks.CELLS)
                        .filter(cell -> cell < cells)
                        .toArray())
                .toList();
    }

    /** A block of exactly 128 cells: these, and the first of them again and again. */
    SettledCells filledUp(int... chosen) {
        return select(IntStream.range(0, CellBlocks.CELLS)
                .map(lane -> lane < chosen.length ? chosen[lane] : chosen[0])
                .toArray());
    }
}

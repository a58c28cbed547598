package org.soilcast.land.kernel;

/** What advances many cells by a day, wherever it computes. Holds work space, so each thread needs its own. */
public interface DailyStep extends AutoCloseable {
    /**
     * Advances every block by one day, in place. Parameters or drivers of fewer blocks are used again from their first
     * on: the 24 members of an ensemble, each a block, may share one block of parameters.
     *
     * @param states replaced by those at the end of the day
     * @param fluxes written, mm/day
     * @throws IllegalArgumentException if the states' blocks are not a multiple of those of parameters and of drivers, or
     *     fluxes have another number of them
     */
    void step(CellBlocks states, CellBlocks parameters, CellBlocks drivers, CellBlocks fluxes);

    /** Frees what the Java heap does not hold. */
    @Override
    default void close() {}
}

package org.soilcast.ops;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.land.network.ParameterBundle;

/**
 * What the user asked {@code soilcast run} to do.
 *
 * @param data folder with data sets
 * @param domain name of the data set
 * @param from first date, if not the data's first
 * @param to last date, if not the data's last
 * @param once whether to stop when all input has been worked off
 * @param paceDaysPerSecond upper limit of the analysis's speed
 * @param state folder of all state
 * @param twinCells number of cells of the built-in twin
 * @param learned network that a new state folder begins with; empty for an untrained one
 * @param port port of the health and metrics endpoints; Flink's reporter takes the next one
 */
record RunOptions(
        Optional<Path> data,
        String domain,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        boolean once,
        Optional<Double> paceDaysPerSecond,
        Path state,
        int twinCells,
        Optional<ParameterBundle> learned,
        int port) {}

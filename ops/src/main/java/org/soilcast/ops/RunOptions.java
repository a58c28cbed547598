package org.soilcast.ops;

import java.nio.file.Path;
import java.util.Optional;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.cuda.DeviceChoice;
import org.soilcast.retrain.RetrainPlan;

/**
 * What the user asked {@code soilcast run} to do.
 *
 * @param input which input
 * @param watch which areas and alerts, and who is told of them
 * @param once whether to stop when all input has been worked off
 * @param paceDaysPerSecond upper limit of the analysis's speed
 * @param device where the land model runs
 * @param state folder of all state
 * @param learned network that a new state folder begins with; empty for an untrained one
 * @param retrain when and how the model is judged anew; empty for never
 * @param port port of the health and metrics endpoints
 * @param outlets where results can be looked at
 */
record RunOptions(
        InputArguments input,
        WatchArguments watch,
        boolean once,
        Optional<Double> paceDaysPerSecond,
        DeviceChoice.Decision device,
        Path state,
        Optional<ParameterBundle> learned,
        Optional<RetrainPlan> retrain,
        int port,
        Outlets outlets) {
    /** Name of the domain. */
    String domain() {
        return input.domain();
    }
}

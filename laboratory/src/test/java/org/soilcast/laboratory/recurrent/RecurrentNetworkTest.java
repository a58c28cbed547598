package org.soilcast.laboratory.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.competitors.LearningTask;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.network.NetworkShape;
import org.soilcast.land.network.NetworkWeights;
import org.soilcast.land.network.ParameterNetwork;
import org.soilcast.land.physics.Parameter;
import org.soilcast.learning.history.CellHistory;

class RecurrentNetworkTest {
    private static final int CELLS = 4;
    private static final int DAYS = 60;

    /** DJL has one gradient collector: two networks that learn at the same time must not meet in it. */
    @Test
    void learnsBesideAParameterNetworkAsItDoesAlone() throws Exception {
        CellHistory history =
                MadeUpHistory.of(CELLS, DAYS, (day, cell) -> day % 2 == 0 ? 0.1 + 0.02 * cell : Float.NaN);
        var task = new LearningTask(history.between(MadeUpHistory.FIRST, MadeUpHistory.FIRST.plusDays(39)), history);
        var recurrent = new RecurrentNetwork(false, 8, 3, 20);
        NetworkInputs inputs = history.inputs();
        InputScaling scaling = InputScaling.of(inputs.names(), List.of(inputs));
        var weights = NetworkWeights.untrained(new NetworkShape(inputs.names().size(), List.of(8), 1), 1);
        float[] loss = new float[Parameter.values().length * CELLS];
        Arrays.fill(loss, 1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (var network = new ParameterNetwork(scaling, weights)) {
            float[] alone =
                    thread.submit(() -> recurrent.predict(task).values()).get(); // DJL's draws are a thread's own
            List<float[]> expected = network.lossByWeight(inputs, loss);
            Future<float[]> beside = thread.submit(() -> recurrent.predict(task).values());
            do {
                List<float[]> gradients = network.lossByWeight(inputs, loss);
                for (int tensor = 0; tensor < gradients.size(); tensor++) {
                    assertThat(gradients.get(tensor)).isEqualTo(expected.get(tensor));
                }
            } while (!beside.isDone());
            assertThat(beside.get()).isEqualTo(alone);
        } finally {
            thread.shutdownNow();
        }
    }
}

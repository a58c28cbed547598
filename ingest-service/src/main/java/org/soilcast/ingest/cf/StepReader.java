package org.soilcast.ingest.cf;

import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;

/**
 * Reads one step of a variable, wherever its dimension of time stands.
 *
 * @param time position of the dimension of time, -1 without one
 * @param places values of a step
 */
record StepReader(ArrayFile file, ArrayVariable variable, int time, int places) {
    double[] read(int step) {
        if (time < 0) {
            return file.values(variable);
        }
        if (time == 0) {
            return file.values(variable, step, 1);
        }
        double[] all = file.values(variable);
        int steps = variable.shape().get(time);
        int inner = (int) ArrayVariable.product(
                variable.shape().subList(time + 1, variable.shape().size()));
        var values = new double[places];
        for (int i = 0; i < places; i++) {
            values[i] = all[(i / inner * steps + step) * inner + i % inner];
        }
        return values;
    }
}

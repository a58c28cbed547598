package org.soilcast.land.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.State;

/** Cells over a window of days as DJL tensors, forward, and back by DJL's automatic differentiation. */
final class TensorWindow implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final TensorModel model;
    private final NDList states;
    private final NDList parameters;
    private final NDList drivers;
    private final int days;

    /** Takes copies of all numbers; drivers are {@code [day][driver]} of each cell. */
    TensorWindow(CellBlocks states, CellBlocks parameters, CellBlocks drivers, boolean freesEarly) {
        model = new TensorModel(manager, freesEarly);
        this.states = tensors(states);
        this.parameters = tensors(parameters);
        this.drivers = tensors(drivers);
        days = drivers.variables() / Driver.values().length;
    }

    private NDList tensors(CellBlocks blocks) {
        float[] rows = blocks.toRows();
        NDList tensors = new NDList();
        for (int variable = 0; variable < blocks.variables(); variable++) {
            int begin = variable * blocks.cells();
            // Arrays made of Java memory must not take part in a gradient: Java reuses it.
            try (NDArray row = manager.create(Arrays.copyOfRange(rows, begin, begin + blocks.cells()))) {
                tensors.add(row.duplicate());
            }
        }
        return tensors;
    }

    private NDList drivers(int day) {
        int count = Driver.values().length;
        return new NDList(drivers.subList(day * count, (day + 1) * count));
    }

    /** Advances the states by one day. */
    void step(int day) {
        try (NDManager work = manager.newSubManager()) {
            drivers(day % days).forEach(driver -> driver.tempAttach(work));
            states.tempAttach(work);
            parameters.tempAttach(work);
            TensorModel.Day next = model.step(states, parameters, drivers(day % days));
            for (int state = 0; state < states.size(); state++) {
                next.states().get(state).copyTo(states.get(state));
            }
        }
    }

    /** States in rows {@code [state][cell]}. */
    float[] states() {
        int cells = (int) states.get(0).size();
        float[] rows = new float[states.size() * cells];
        for (int state = 0; state < states.size(); state++) {
            System.arraycopy(states.get(state).toFloatArray(), 0, rows, state * cells, cells);
        }
        return rows;
    }

    /** The gradient of L = Σ over days of first-layer water with respect to parameters, {@code [parameter][cell]}. */
    float[] gradient() {
        try (NDManager work = manager.newSubManager()) {
            NDList leaves = new NDList();
            for (NDArray parameter : parameters) {
                NDArray leaf = parameter.duplicate();
                leaf.attach(work);
                leaf.setRequiresGradient(true);
                leaves.add(leaf);
            }
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDList now = new NDList();
                for (NDArray state : states) {
                    NDArray first = state.duplicate();
                    first.attach(work);
                    now.add(first);
                }
                NDArray sum = work.zeros(states.get(0).getShape());
                for (int day = 0; day < days; day++) {
                    now = model.step(now, leaves, drivers(day)).states();
                    sum = sum.add(now.get(State.LAYER_1_WATER_MM.ordinal()));
                }
                collector.backward(sum.sum());
            }
            int cells = (int) states.get(0).size();
            float[] rows = new float[leaves.size() * cells];
            for (int i = 0; i < leaves.size(); i++) {
                try (NDArray gradient = leaves.get(i).getGradient()) {
                    System.arraycopy(gradient.toFloatArray(), 0, rows, i * cells, cells);
                }
            }
            return rows;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

package org.soilcast.land.cuda;

import java.util.List;
import org.soilcast.land.cuda.CudaDevice.Kernel;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;

/**
 * The daily land step of many cells on a GPU, and its adjoint. States and parameters stay on the device from window to
 * window; a window of any number of days for all cells, every member of an ensemble included, is one launch, in which a
 * cell's states stay in registers from day to day. The operations and their order are those of the other kernels.
 *
 * <p>Arrays are those of {@code WindowAdjoint} for all blocks at once: drivers {@code [day][driver]} as a block's
 * variables, fluxes {@code [day][flux]}, gradients and tape {@code [day][state]}. The tape holds the states at the begin of
 * each day, 28 bytes a cell-day on the device. For one thread at a time.
 */
public final class CudaLandKernel implements DailyStep {
    private static final int STATES = State.values().length;
    private static final int PARAMETERS = Parameter.values().length;
    private static final int DRIVERS = Driver.values().length;
    private static final int FLUXES = Flux.values().length;

    private final CudaDevice device;
    private DeviceArray states = DeviceArray.NONE;
    private DeviceArray parameters = DeviceArray.NONE;
    private DeviceArray drivers = DeviceArray.NONE;
    private DeviceArray fluxes = DeviceArray.NONE;
    private DeviceArray tape = DeviceArray.NONE;
    private DeviceArray dayGradients = DeviceArray.NONE;
    private DeviceArray fluxGradients = DeviceArray.NONE;
    private DeviceArray stateGradients = DeviceArray.NONE;
    private DeviceArray parameterGradients = DeviceArray.NONE;
    private int blocks;
    private int parameterBlocks;
    private int driverBlocks;
    private int days;
    private boolean taped;
    private boolean stateGradientsSet;
    private boolean fluxGradientsSet;

    /**
     * A kernel without cells.
     *
     * @param device closed by this kernel
     */
    public CudaLandKernel(CudaDevice device) {
        this.device = device;
    }

    /**
     * A kernel without cells on the device of this machine.
     *
     * @throws CudaException if there is none
     */
    public static CudaLandKernel open() {
        CudaSearch search = CudaDevice.find();
        return new CudaLandKernel(search.device().orElseThrow(() -> new CudaException(search.sentence())));
    }

    /**
     * Puts cells on the device, in place of those there.
     *
     * @param newParameters of all blocks, or of so many that they can be used again in turn
     * @throws IllegalArgumentException if they do not fit together
     */
    public void load(CellBlocks newStates, CellBlocks newParameters) {
        requireBlocks("states", newStates, STATES, 0);
        requireBlocks("parameters", newParameters, PARAMETERS, newStates.blocks() % newParameters.blocks());
        states = uploaded(states, newStates);
        parameters = uploaded(parameters, newParameters);
        blocks = newStates.blocks();
        parameterBlocks = newParameters.blocks();
        newWindow(0);
    }

    /**
     * Puts the drivers of a window on the device.
     *
     * @param newDrivers {@code [day][driver]} of all blocks, or of so many that they can be used again in turn
     */
    public void setDrivers(CellBlocks newDrivers) {
        int newDays = newDrivers.variables() / DRIVERS;
        requireBlocks("drivers", newDrivers, newDays * DRIVERS, blocks % newDrivers.blocks());
        drivers = uploaded(drivers, newDrivers);
        driverBlocks = newDrivers.blocks();
        newWindow(newDays);
    }

    private void newWindow(int newDays) {
        days = newDays;
        taped = false;
        stateGradientsSet = false;
        fluxGradientsSet = false;
    }

    /** Advances all cells by the window of {@link #setDrivers}; again and again, if wanted. Returns before it is done. */
    public void forward() {
        forward(DeviceArray.NONE, DeviceArray.NONE);
    }

    /**
     * Advances all cells by the window.
     *
     * @param windowFluxes {@code [day][flux]} of all blocks, written, mm/day
     */
    public void forward(CellBlocks windowFluxes) {
        requireBlocks("fluxes", windowFluxes, days * FLUXES, windowFluxes.blocks() - blocks);
        fluxes = withRoom(fluxes, windowFluxes.values().length);
        forward(fluxes, DeviceArray.NONE);
        fluxes.download(windowFluxes);
    }

    /** Advances all cells by the window, and keeps what {@link #backward} needs. Returns before it is done. */
    public void forwardWithTape() {
        tape = withRoom(tape, rows((long) days * STATES));
        forward(DeviceArray.NONE, tape);
        taped = true;
    }

    private void forward(DeviceArray keptFluxes, DeviceArray keptStates) {
        if (days == 0) {
            throw new IllegalStateException("expected drivers of a window after the cells, found none");
        }
        taped = false;
        device.launch(
                Kernel.FORWARD,
                blocks,
                List.of(states, parameters, parameterBlocks, drivers, driverBlocks, keptFluxes, keptStates, days));
    }

    /** Puts dL/d(states at the end of each day) on the device: {@code [day][state]} of all blocks. */
    public void setStateGradients(CellBlocks ofEachDay) {
        requireBlocks("state gradients", ofEachDay, days * STATES, ofEachDay.blocks() - blocks);
        dayGradients = uploaded(dayGradients, ofEachDay);
        stateGradientsSet = true;
        fluxGradientsSet = false;
    }

    /** Puts dL/d(fluxes of each day) on the device, else zero; after the gradients of states. */
    public void setFluxGradients(CellBlocks ofEachDay) {
        requireBlocks("flux gradients", ofEachDay, days * FLUXES, ofEachDay.blocks() - blocks);
        fluxGradients = uploaded(fluxGradients, ofEachDay);
        fluxGradientsSet = true;
    }

    /**
     * Goes back through the window of the last {@link #forwardWithTape}, with the gradients set before. Returns before it
     * is done.
     */
    public void backward() {
        if (!taped || !stateGradientsSet) {
            throw new IllegalStateException("expected a tape and the gradients of the window's states, found "
                    + (taped ? "no gradients" : "no tape"));
        }
        stateGradients = withRoom(stateGradients, rows(STATES));
        parameterGradients = withRoom(parameterGradients, rows(PARAMETERS));
        device.launch(
                Kernel.ADJOINT,
                blocks,
                List.of(
                        tape,
                        parameters,
                        parameterBlocks,
                        drivers,
                        driverBlocks,
                        dayGradients,
                        fluxGradientsSet ? fluxGradients : DeviceArray.NONE,
                        stateGradients,
                        parameterGradients,
                        days));
    }

    /** Copies the states from the device: those at the end of the last window. */
    public void readStates(CellBlocks into) {
        requireBlocks("states", into, STATES, into.blocks() - blocks);
        states.download(into);
    }

    /** Copies dL/d(states at the begin of the window) and, of each block, dL/d(parameters) from the device. */
    public void readGradients(CellBlocks ofStates, CellBlocks ofParameters) {
        requireBlocks("state gradients", ofStates, STATES, ofStates.blocks() - blocks);
        requireBlocks("parameter gradients", ofParameters, PARAMETERS, ofParameters.blocks() - blocks);
        stateGradients.download(ofStates);
        parameterGradients.download(ofParameters);
    }

    /** Waits for the last launch, and returns its time on the device, without copies, seconds. */
    public double kernelSeconds() {
        return device.kernelSeconds();
    }

    /** One day with all copies: for callers whose states belong on the Java heap. */
    @Override
    public void step(CellBlocks dayStates, CellBlocks dayParameters, CellBlocks dayDrivers, CellBlocks dayFluxes) {
        load(dayStates, dayParameters);
        setDrivers(dayDrivers);
        forward(dayFluxes);
        readStates(dayStates);
    }

    private long rows(long count) {
        return count * blocks * CellBlocks.CELLS;
    }

    private DeviceArray uploaded(DeviceArray held, CellBlocks values) {
        DeviceArray array = withRoom(held, values.values().length);
        array.upload(values);
        return array;
    }

    /** The array if it is large enough, else a new one in its place. */
    private DeviceArray withRoom(DeviceArray held, long floats) {
        if (held.floats() >= floats) {
            return held;
        }
        held.close();
        return device.allocate(floats);
    }

    private static void requireBlocks(String name, CellBlocks values, int variables, int remainder) {
        if (values.variables() != variables || variables == 0 || remainder != 0) {
            throw new IllegalArgumentException(name + " must have " + variables
                    + " variables and a number of blocks that fits the states', have " + values.variables() + " and "
                    + values.blocks());
        }
    }

    @Override
    public void close() {
        for (DeviceArray array : List.of(
                states,
                parameters,
                drivers,
                fluxes,
                tape,
                dayGradients,
                fluxGradients,
                stateGradients,
                parameterGradients)) {
            array.close();
        }
        device.close();
    }
}

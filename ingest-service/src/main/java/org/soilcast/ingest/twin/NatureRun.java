package org.soilcast.ingest.twin;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.ingest.align.DailyWeather;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.land.kernel.CellBlocks;
import org.soilcast.land.kernel.SubDailyKernel;
import org.soilcast.land.physics.Driver;
import org.soilcast.land.physics.Flux;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.SoilLayers;
import org.soilcast.land.physics.State;

/**
 * The truth and what is seen of it, day by day: the double-precision model with 24 sub-steps a day and hidden
 * parameters under the published weather (rounded to float, potential evapotranspiration by the system's own
 * choice of method), and its surface layer with noise wherever a satellite would have seen it.
 *
 * <p>Cells start at field capacity. Tiles are computed in parallel; a cell's result depends on nothing but its own past,
 * so the bits do not depend on threads. It keeps the parameters and the states of one day, some 300 bytes a cell.
 */
final class NatureRun {
    /** Standard deviation of a retrieval's error, m3/m3, independent from cell to cell and day to day. */
    static final double NOISE_SD_M3_PER_M3 = 0.03;

    private static final double HIGHEST_RETRIEVAL_M3_PER_M3 = 0.80;
    private static final double RANDOM_GAP_SHARE = 0.02;
    private static final double OUTAGE_SHARE = 0.005;
    private static final double KELVIN_AT_0_C = 273.15;
    /** The index at which Molnau and Bissell (1983) let ground begin to freeze. */
    private static final double FROZEN_GROUND_C_DAY = 56;

    private static final double SNOW_COVER_MM = 1;
    /** Key of draws that hold for all cells. */
    private static final long EVERYWHERE = 0;

    /** Distance of two rows in a tile's arrays. */
    private static final int ROW = CellBlocks.CELLS;

    private static final ThreadLocal<SubDailyKernel> KERNELS = ThreadLocal.withInitial(SubDailyKernel::new);

    private final Domain domain;
    private final List<TwinCell> cells;
    private final KeyedRandom random;
    private final Lattice weather;
    /** Of each tile {@code [parameter][128]}; so are the next two. */
    private final double[][] parameters;

    private final double[][] states;
    private final double[][] fluxes;
    private LocalDate next;

    /**
     * A run that waits for its first day.
     *
     * @param start first day it will compute
     */
    NatureRun(TwinCells.Made made, KeyedRandom random, LocalDate start) {
        this.domain = made.domain();
        this.cells = made.cells();
        this.random = random;
        this.weather = made.lattice(TwinWeather.SPACING_M);
        this.next = start;
        var hidden = new HiddenParameters(random, made);
        this.parameters = new double[domain.tiles()][Parameter.values().length * ROW];
        this.states = new double[domain.tiles()][State.values().length * ROW];
        this.fluxes = new double[domain.tiles()][Flux.values().length * ROW];
        for (int tile = 0; tile < domain.tiles(); tile++) {
            for (int i = 0; i < domain.size(tile); i++) {
                int cell = domain.start(tile) + i;
                double[] values = hidden.of(cells.get(cell), domain.cells().get(cell));
                put(parameters[tile], i, values);
                put(states[tile], i, fieldCapacity(values));
            }
        }
    }

    private static void put(double[] rows, int i, double[] column) {
        for (int row = 0; row < column.length; row++) {
            rows[row * ROW + i] = column[row];
        }
    }

    private static double[] column(double[] rows, int i) {
        double[] column = new double[rows.length / ROW];
        Arrays.setAll(column, row -> rows[row * ROW + i]);
        return column;
    }

    private double[] column(double[][] tiles, int cell) {
        int tile = cell / domain.size(0);
        return column(tiles[tile], cell - domain.start(tile));
    }

    /** The next day to be computed. */
    LocalDate next() {
        return next;
    }

    /** Computes all days before a date, in daily steps. */
    void spinUpTo(LocalDate date) {
        while (next.isBefore(date)) {
            advance(false);
        }
    }

    /** Computes the next day. */
    TwinDay advance() {
        return advance(true);
    }

    /** States of a cell at the end of the last computed day, [state]. */
    double[] states(int cell) {
        return column(states, cell);
    }

    /** Fluxes of a cell on the last computed day, [flux], mm/day. */
    double[] fluxes(int cell) {
        return column(fluxes, cell);
    }

    /** Parameters of a cell, [parameter]. */
    double[] parameters(int cell) {
        return column(parameters, cell);
    }

    private TwinDay advance(boolean inSubSteps) {
        LocalDate date = next;
        next = date.plusDays(1);
        var fields = new WeatherDay(random::normal, weather, date.toEpochDay());
        var forcing = new float[domain.tiles()][];
        var soilMoisture = new float[domain.tiles()][];
        IntStream.range(0, domain.tiles()).parallel().forEach(tile -> {
            int size = domain.size(tile);
            forcing[tile] = new float[TwinWeather.VARIABLES.size() * size];
            soilMoisture[tile] = new float[size];
            double[] drivers = new double[Driver.values().length * ROW];
            for (int i = 0; i < size; i++) {
                int cell = domain.start(tile) + i;
                TwinWeather.write(fields, cells.get(cell), date.getDayOfYear(), forcing[tile], i, size);
                put(drivers, i, drivers(forcing[tile], i, size, domain.cells().get(cell), date));
            }
            SubDailyKernel kernel = KERNELS.get();
            if (inSubSteps) {
                kernel.subDailyDay(states[tile], parameters[tile], drivers, fluxes[tile], size);
            } else {
                kernel.day(states[tile], parameters[tile], drivers, fluxes[tile], size);
            }
            for (int i = 0; i < size; i++) {
                soilMoisture[tile][i] = retrieval(tile, i, column(drivers, i), date.toEpochDay());
            }
        });
        return new TwinDay(date, forcing, soilMoisture);
    }

    /** Forcing of the reference, [driver], as the system makes it of the published weather. */
    private static double[] drivers(float[] forcing, int i, int size, Cell cell, LocalDate date) {
        float temperatureK = value(forcing, ForcingVariable.AIR_TEMPERATURE_K, i, size);
        var measured = new DailyWeather(
                temperatureK,
                value(forcing, ForcingVariable.AIR_TEMPERATURE_MIN_K, i, size),
                value(forcing, ForcingVariable.AIR_TEMPERATURE_MAX_K, i, size),
                value(forcing, ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, i, size),
                value(forcing, ForcingVariable.LONGWAVE_DOWN_W_PER_M2, i, size),
                value(forcing, ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, i, size),
                Float.NaN,
                value(forcing, ForcingVariable.WIND_SPEED_M_PER_S, i, size));
        var drivers = new double[Driver.values().length];
        drivers[Driver.PRECIPITATION_MM_PER_DAY.ordinal()] =
                value(forcing, ForcingVariable.PRECIPITATION_MM_PER_DAY, i, size);
        drivers[Driver.AIR_TEMPERATURE_C.ordinal()] = (float) (temperatureK - KELVIN_AT_0_C);
        drivers[Driver.POTENTIAL_EVAPOTRANSPIRATION_MM_PER_DAY.ordinal()] = measured.potentialEvapotranspiration(
                        cell.latitudeDegrees(), cell.elevationM(), date.getDayOfYear())
                .mmPerDay();
        return drivers;
    }

    private static float value(float[] forcing, ForcingVariable variable, int i, int size) {
        return forcing[TwinWeather.VARIABLES.indexOf(variable) * size + i];
    }

    /** Surface soil moisture as retrieved, m3/m3; NaN when there is no pass, a random gap, frost or snow. */
    private float retrieval(int tile, int i, double[] drivers, long day) {
        int cell = domain.start(tile) + i;
        double[] after = column(states[tile], i);
        long number = cells.get(cell).number();
        Cell place = domain.cells().get(cell);
        if (!SatelliteOrbit.sees(place.latitudeDegrees(), place.longitudeDegrees(), day)
                || random.uniform(Purpose.SATELLITE_OUTAGE, EVERYWHERE, day) < OUTAGE_SHARE
                || random.uniform(Purpose.RETRIEVAL_GAP, number, day) < RANDOM_GAP_SHARE
                || hidesSoil(after, drivers)) {
            return Float.NaN;
        }
        double surface = SoilLayers.surfaceM3PerM3(after[State.LAYER_1_WATER_MM.ordinal()]);
        double seen = surface + NOISE_SD_M3_PER_M3 * random.normal(Purpose.RETRIEVAL_NOISE, number, day);
        return (float) Math.max(0, Math.min(seen, HIGHEST_RETRIEVAL_M3_PER_M3));
    }

    /** Whether frost or snow hides the soil's water from a radiometer. */
    static boolean hidesSoil(double[] states, double[] drivers) {
        return drivers[Driver.AIR_TEMPERATURE_C.ordinal()] <= 0
                || states[State.FROZEN_GROUND_INDEX_C_DAY.ordinal()] > FROZEN_GROUND_C_DAY
                || states[State.SNOW_ICE_MM.ordinal()] + states[State.SNOW_LIQUID_MM.ordinal()] > SNOW_COVER_MM;
    }

    /** A cell at field capacity, θref, without snow, frost or groundwater. */
    private static double[] fieldCapacity(double[] parameters) {
        double water = Math.min(
                parameters[Parameter.WILTING_POINT.ordinal()] + parameters[Parameter.REFERENCE_ABOVE_WILTING.ordinal()],
                0.9 * parameters[Parameter.POROSITY.ordinal()]);
        var states = new double[State.values().length];
        states[State.LAYER_1_WATER_MM.ordinal()] = water * SoilLayers.DEPTH_1_MM;
        states[State.LAYER_2_WATER_MM.ordinal()] = water * SoilLayers.DEPTH_2_MM;
        states[State.LAYER_3_WATER_MM.ordinal()] = water * SoilLayers.DEPTH_3_MM;
        return states;
    }
}

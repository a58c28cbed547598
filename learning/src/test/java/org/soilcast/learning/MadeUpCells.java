package org.soilcast.learning;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.learning.history.CellAttributes;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.OpenLoop;

/** Cells of random weather and sand, five degrees apart. */
public final class MadeUpCells {
    private static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final long SEED = 31;

    private MadeUpCells() {}

    /** A retrieval, m3/m3, or NaN for none. */
    public interface Retrievals {
        float of(int day, int cell);
    }

    /** A retrieval every other day, of the model itself with parameters that texture does not tell. */
    public static CellHistory of(int cells, int days) {
        CellHistory weather = of(cells, days, ObservationOperator.END_OF_DAY, (day, cell) -> Float.NaN);
        float[] parameters = hidden(weather.inputs().input("sand_percent"));
        OpenLoop truth = OpenLoop.run(
                weather.forcing(),
                parameters,
                OpenLoop.cycled(weather.forcing(), parameters, 4),
                weather.observation());
        return of(
                cells,
                days,
                weather.observation(),
                (day, cell) -> (day + cell) % 2 == 0 ? truth.surfaceM3PerM3(day, cell) : Float.NaN);
    }

    /** These retrievals. */
    public static CellHistory of(int cells, int days, ObservationOperator observation, Retrievals retrievals) {
        var random = new Random(SEED);
        var rain = new float[days * cells];
        var temperature = new float[days * cells];
        var pet = new float[days * cells];
        var observed = new float[days * cells];
        for (int i = 0; i < rain.length; i++) {
            rain[i] = random.nextInt(4) == 0 ? (float) (-8 * Math.log(1 - random.nextDouble())) : 0;
            temperature[i] = 15 + 5 * random.nextFloat();
            pet[i] = 1 + 4 * random.nextFloat();
            observed[i] = retrievals.of(i / cells, i % cells);
        }
        var sand = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            sand[cell] = 15 + 60 * random.nextFloat();
        }
        List<CellHistory.Cell> places = IntStream.range(0, cells)
                .mapToObj(cell -> new CellHistory.Cell(Integer.toString(cell), 0, -120 + 5 * cell))
                .toList();
        var forcing = new CellForcing(new DaySpan(FIRST, days), cells, rain, temperature, pet);
        return new CellHistory(places, forcing, observed, observed, attributes(sand), observation);
    }

    private static float[] hidden(float[] sand) {
        Parameter[] all = Parameter.values();
        var parameters = new float[all.length * sand.length];
        for (int cell = 0; cell < sand.length; cell++) {
            double[] texture = TextureParameters.of(sand[cell], 20, 0.3);
            texture[Parameter.WILTING_POINT.ordinal()] = 0.03 + 0.001 * sand[cell];
            texture[Parameter.POROSITY.ordinal()] = 0.58 - 0.003 * sand[cell];
            texture[Parameter.CROP_COEFFICIENT.ordinal()] = 1.2;
            for (Parameter parameter : all) {
                parameters[parameter.ordinal() * sand.length + cell] = (float) texture[parameter.ordinal()];
            }
        }
        return parameters;
    }

    private static NetworkInputs attributes(float[] sand) {
        int cells = sand.length;
        var clay = new float[cells];
        Arrays.fill(clay, 20);
        var cover = new float[cells];
        var longitude = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            cover[cell] = cell % 2 == 0 ? 10 : 12;
            longitude[cell] = -120 + 5 * cell;
        }
        Map<String, float[]> attributes = new LinkedHashMap<>();
        attributes.put("sand_percent", sand);
        attributes.put("clay_percent", clay);
        attributes.put("landcover_igbp_class", cover);
        attributes.put("elevation_m", new float[cells]);
        attributes.put("latitude_degrees", new float[cells]);
        attributes.put("longitude_degrees", longitude);
        return CellAttributes.of(attributes, cells);
    }
}

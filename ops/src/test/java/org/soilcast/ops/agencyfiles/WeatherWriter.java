package org.soilcast.ops.agencyfiles;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.ForcingDay;
import org.soilcast.schemas.EaseGrid;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes a day's weather as gridMET has it, netCDF classic: all variables of its days from 7 to 7 h UTC. The axes are such that the
 * grid's cells are those of the EASE grid, so that what is read is what was written.
 */
final class WeatherWriter {
    private static final float MISSING = 32767;
    /** Speed at 10 m over speed at 2 m on the logarithmic profile over grass, FAO-56 equation 47. */
    private static final double WIND_10M_OF_2M = Math.log(67.8 * 10 - 5.42) / 4.87;

    private static final Map<ForcingVariable, List<String>> NAMES = names();

    private final EaseGrid grid;
    private final int[] places;
    private final int firstRow;
    private final int firstColumn;
    private final double[] latitudes;
    private final double[] longitudes;

    /** A writer for the cells of a domain, whose keys are row · columns + column. */
    WeatherWriter(EaseGrid grid, Domain domain) {
        this.grid = grid;
        this.places = domain.cells().stream()
                .mapToInt(cell -> Integer.parseInt(cell.key()))
                .toArray();
        int lastRow = places().map(place -> place / grid.columns()).max().orElseThrow();
        int lastColumn = places().map(place -> place % grid.columns()).max().orElseThrow();
        firstRow = places().map(place -> place / grid.columns()).min().orElseThrow();
        firstColumn = places().map(place -> place % grid.columns()).min().orElseThrow();
        latitudes = new double[Math.max(2, lastRow - firstRow + 1)];
        longitudes = new double[Math.max(2, lastColumn - firstColumn + 1)];
        latitudes[0] = (grid.northEdgeDegrees(firstRow) + grid.northEdgeDegrees(firstRow + 1)) / 2;
        for (int row = 1; row < latitudes.length; row++) {
            latitudes[row] = 2 * grid.northEdgeDegrees(firstRow + row) - latitudes[row - 1];
        }
        for (int column = 0; column < longitudes.length; column++) {
            longitudes[column] = grid.longitudeDegrees(firstColumn + column);
        }
    }

    private IntStream places() {
        return Arrays.stream(places);
    }

    private static Map<ForcingVariable, List<String>> names() {
        Map<ForcingVariable, List<String>> names = new LinkedHashMap<>();
        names.put(ForcingVariable.PRECIPITATION_MM_PER_DAY, List.of("precipitation_amount", "mm"));
        names.put(ForcingVariable.AIR_TEMPERATURE_K, List.of("air_temperature", "K"));
        names.put(ForcingVariable.AIR_TEMPERATURE_MIN_K, List.of("daily_minimum_temperature", "K"));
        names.put(ForcingVariable.AIR_TEMPERATURE_MAX_K, List.of("daily_maximum_temperature", "K"));
        names.put(
                ForcingVariable.SHORTWAVE_DOWN_W_PER_M2, List.of("daily_mean_shortwave_radiation_at_surface", "W m-2"));
        names.put(ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG, List.of("specific_humidity", "kg/kg"));
        names.put(ForcingVariable.WIND_SPEED_M_PER_S, List.of("wind_speed", "m/s"));
        return names;
    }

    /** The name of the file with a date's weather. */
    static String name(LocalDate date) {
        return "gridmet_" + date + ".nc";
    }

    /** Writes the weather of a date, the day that ends about 6 h solar time in America: gridMET's day before. */
    void write(Path file, LocalDate date, ForcingDay day) throws IOException {
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        try {
            writer.addDimension(null, "day", 1);
            writer.addDimension(null, "lat", latitudes.length);
            writer.addDimension(null, "lon", longitudes.length);
            Variable time = variable(writer, DataType.DOUBLE, "day", "day", "days since 1900-01-01 00:00:00");
            Variable latitude = variable(writer, DataType.DOUBLE, "lat", "lat", "degrees_north");
            Variable longitude = variable(writer, DataType.DOUBLE, "lon", "lon", "degrees_east");
            Map<ForcingVariable, Variable> variables = new LinkedHashMap<>();
            NAMES.forEach((what, name) -> {
                Variable variable = variable(writer, DataType.FLOAT, name.get(0), "day lat lon", name.get(1));
                variable.addAttribute(new Attribute("_FillValue", MISSING));
                variables.put(what, variable);
            });
            writer.create();
            double days =
                    date.minusDays(1).toEpochDay() - LocalDate.of(1900, 1, 1).toEpochDay();
            writer.write(time, doubles(days));
            writer.write(latitude, doubles(latitudes));
            writer.write(longitude, doubles(longitudes));
            for (Map.Entry<ForcingVariable, Variable> variable : variables.entrySet()) {
                int[] shape = {1, latitudes.length, longitudes.length};
                float[] values = onGrid(variable.getKey(), day.values(variable.getKey()));
                writer.write(variable.getValue(), Array.factory(DataType.FLOAT.getPrimitiveClassType(), shape, values));
            }
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
    }

    private float[] onGrid(ForcingVariable what, float[] values) {
        var all = new float[latitudes.length * longitudes.length];
        Arrays.fill(all, MISSING);
        double scale = what == ForcingVariable.WIND_SPEED_M_PER_S ? WIND_10M_OF_2M : 1;
        for (int cell = 0; cell < places.length; cell++) {
            int row = places[cell] / grid.columns() - firstRow;
            int column = places[cell] % grid.columns() - firstColumn;
            all[row * longitudes.length + column] =
                    Float.isNaN(values[cell]) ? MISSING : (float) (values[cell] * scale);
        }
        return all;
    }

    private static Array doubles(double... values) {
        return Array.factory(DataType.DOUBLE.getPrimitiveClassType(), new int[] {values.length}, values);
    }

    private static Variable variable(
            NetcdfFileWriter writer, DataType type, String name, String dimensions, String units) {
        Variable variable = writer.addVariable(null, name, type, dimensions);
        variable.addAttribute(new Attribute("units", units));
        return variable;
    }
}

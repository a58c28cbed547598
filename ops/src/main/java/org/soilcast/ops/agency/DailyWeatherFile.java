package org.soilcast.ops.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.source.ForcingDay;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/**
 * Writes a day of weather as gridMET publishes it, netCDF classic: its variables, units and axes, on a grid of half a degree
 * around the cells; each place has the weather of the cell nearest to it. gridMET's day of a date runs from 07 UTC, so that of
 * the date before ends at 07 UTC of the date.
 */
final class DailyWeatherFile {
    private static final double SPACING_DEGREES = 0.5;
    private static final double AROUND_DEGREES = 1.5;
    private static final LocalDate EPOCH = LocalDate.of(1900, 1, 1);

    /** Name and unit of a variable. */
    private record Published(String name, String unit) {}

    private static final Map<ForcingVariable, Published> VARIABLES = new EnumMap<>(Map.of(
            ForcingVariable.PRECIPITATION_MM_PER_DAY,
            new Published("precipitation_amount", "mm"),
            ForcingVariable.AIR_TEMPERATURE_K,
            new Published("air_temperature", "K"),
            ForcingVariable.AIR_TEMPERATURE_MIN_K,
            new Published("daily_minimum_temperature", "K"),
            ForcingVariable.AIR_TEMPERATURE_MAX_K,
            new Published("daily_maximum_temperature", "K"),
            ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
            new Published("daily_mean_shortwave_radiation_at_surface", "W m-2"),
            ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG,
            new Published("daily_mean_specific_humidity", "kg/kg"),
            ForcingVariable.WIND_SPEED_M_PER_S,
            new Published("daily_mean_wind_speed", "m/s")));

    private final List<Cell> cells;
    private final double[] latitudes;
    private final double[] longitudes;
    private final int[] nearest;

    /** A grid around cells. */
    DailyWeatherFile(List<Cell> cells) {
        this.cells = List.copyOf(cells);
        double north = cells.stream().mapToDouble(Cell::latitudeDegrees).max().orElseThrow() + AROUND_DEGREES;
        double south = cells.stream().mapToDouble(Cell::latitudeDegrees).min().orElseThrow() - AROUND_DEGREES;
        double west = cells.stream().mapToDouble(Cell::longitudeDegrees).min().orElseThrow() - AROUND_DEGREES;
        double east = cells.stream().mapToDouble(Cell::longitudeDegrees).max().orElseThrow() + AROUND_DEGREES;
        this.latitudes = axis(Math.ceil(north), -SPACING_DEGREES, north - south);
        this.longitudes = axis(Math.floor(west), SPACING_DEGREES, east - west);
        this.nearest = IntStream.range(0, latitudes.length * longitudes.length)
                .map(place -> nearest(latitudes[place / longitudes.length], longitudes[place % longitudes.length]))
                .toArray();
    }

    private static double[] axis(double first, double step, double span) {
        return IntStream.rangeClosed(0, (int) Math.ceil((span + 1) / SPACING_DEGREES))
                .mapToDouble(i -> first + step * i)
                .toArray();
    }

    private int nearest(double latitude, double longitude) {
        int best = 0;
        for (int cell = 1; cell < cells.size(); cell++) {
            if (distance(cell, latitude, longitude) < distance(best, latitude, longitude)) {
                best = cell;
            }
        }
        return best;
    }

    private double distance(int cell, double latitude, double longitude) {
        double east = (cells.get(cell).longitudeDegrees() - longitude) * Math.cos(Math.toRadians(latitude));
        return Math.hypot(cells.get(cell).latitudeDegrees() - latitude, east);
    }

    /**
     * Writes the weather of the day that ends on a date.
     *
     * @param addedPrecipitationMm to that of each place, for an issue that is to be replaced
     */
    void write(Path file, LocalDate date, ForcingDay weather, float addedPrecipitationMm) throws IOException {
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        try {
            writer.addGroupAttribute(null, new Attribute("Conventions", "CF-1.0"));
            writer.addGroupAttribute(null, new Attribute("note", "Synthetic: made up by soilcast"));
            writer.addDimension(null, "day", 1);
            writer.addDimension(null, "lat", latitudes.length);
            writer.addDimension(null, "lon", longitudes.length);
            Variable day = variable(writer, DataType.DOUBLE, "day", "day", "days since 1900-01-01 00:00:00");
            Variable latitude = variable(writer, DataType.DOUBLE, "lat", "lat", "degrees_north");
            Variable longitude = variable(writer, DataType.DOUBLE, "lon", "lon", "degrees_east");
            Map<ForcingVariable, Variable> variables = new LinkedHashMap<>();
            VARIABLES.forEach((quantity, as) ->
                    variables.put(quantity, variable(writer, DataType.FLOAT, as.name, "day lat lon", as.unit)));
            writer.create();
            double number = ChronoUnit.DAYS.between(EPOCH, date.minusDays(1));
            writer.write(day, array(DataType.DOUBLE, new double[] {number}, 1));
            writer.write(latitude, array(DataType.DOUBLE, latitudes, latitudes.length));
            writer.write(longitude, array(DataType.DOUBLE, longitudes, longitudes.length));
            for (Map.Entry<ForcingVariable, Variable> one : variables.entrySet()) {
                boolean isRain = one.getKey() == ForcingVariable.PRECIPITATION_MM_PER_DAY;
                float[] values = onGrid(weather.values(one.getKey()), isRain ? addedPrecipitationMm : 0);
                writer.write(one.getValue(), array(DataType.FLOAT, values, 1, latitudes.length, longitudes.length));
            }
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
    }

    private float[] onGrid(float[] ofCells, float added) {
        var values = new float[nearest.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = ofCells[nearest[place]] + added;
        }
        return values;
    }

    private static Array array(DataType type, Object values, int... shape) {
        return Array.factory(type.getPrimitiveClassType(), shape, values);
    }

    private static Variable variable(
            NetcdfFileWriter writer, DataType type, String name, String dimensions, String unit) {
        Variable variable = writer.addVariable(null, name, type, dimensions);
        variable.addAttribute(new Attribute("units", unit));
        return variable;
    }
}

package org.soilcast.ingest.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** Writes hourly weather as ERA5 has it, netCDF classic, on a grid of one degree over the conterminous United States. */
final class WeatherFiles {
    private static final int NORTH = 55;
    private static final int WEST = -127;
    private static final int ROWS = 33;
    private static final int COLUMNS = 63;

    private WeatherFiles() {}

    /**
     * Writes a file of hours since 2015-07-01 00 UTC.
     *
     * @param temperatureK of hour and latitude
     */
    static void write(Path file, int firstHour, int lastHour, DoubleBinaryOperator temperatureK, double rainMmPerHour)
            throws IOException {
        int hours = lastHour - firstHour + 1;
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        try {
            writer.addDimension(null, "time", hours);
            writer.addDimension(null, "latitude", ROWS);
            writer.addDimension(null, "longitude", COLUMNS);
            Variable time = variable(writer, DataType.INT, "time", "time", "hours since 2015-07-01 00:00:00");
            Variable latitude = variable(writer, DataType.FLOAT, "latitude", "latitude", "degrees_north");
            Variable longitude = variable(writer, DataType.FLOAT, "longitude", "longitude", "degrees_east");
            Variable temperature = variable(writer, DataType.FLOAT, "t2m", "time latitude longitude", "K");
            Variable rain = variable(writer, DataType.FLOAT, "tp", "time latitude longitude", "m");
            writer.create();
            var times = new int[hours];
            var latitudes = new float[ROWS];
            var longitudes = new float[COLUMNS];
            var temperatures = new float[hours * ROWS * COLUMNS];
            var rains = new float[temperatures.length];
            for (int hour = 0; hour < hours; hour++) {
                times[hour] = firstHour + hour;
                for (int row = 0; row < ROWS; row++) {
                    latitudes[row] = NORTH - row;
                    for (int column = 0; column < COLUMNS; column++) {
                        longitudes[column] = WEST + column;
                        int i = (hour * ROWS + row) * COLUMNS + column;
                        temperatures[i] = (float) temperatureK.applyAsDouble(times[hour], latitudes[row]);
                        rains[i] = (float) (rainMmPerHour / 1000);
                    }
                }
            }
            int[] cube = {hours, ROWS, COLUMNS};
            writer.write(time, Array.factory(DataType.INT.getPrimitiveClassType(), new int[] {hours}, times));
            writer.write(latitude, floats(latitudes, ROWS));
            writer.write(longitude, floats(longitudes, COLUMNS));
            writer.write(temperature, floats(temperatures, cube));
            writer.write(rain, floats(rains, cube));
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
    }

    private static Array floats(float[] values, int... shape) {
        return Array.factory(DataType.FLOAT.getPrimitiveClassType(), shape, values);
    }

    private static Variable variable(
            NetcdfFileWriter writer, DataType type, String name, String dimensions, String units) {
        Variable variable = writer.addVariable(null, name, type, dimensions);
        variable.addAll(List.of(new Attribute("units", units)));
        return variable;
    }
}

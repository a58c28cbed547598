package org.soilcast.ingest.soil;

import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.GeoTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** Writes maps of soil as GeoTIFF and netCDF: one degree a cell, 50 to 30 N and 110 to 80 W. */
public final class SoilFiles {
    static final int ROWS = 20;
    static final int COLUMNS = 30;
    static final double NORTH = 50;
    static final double WEST = -110;
    private static final int GEOGRAPHIC = 2;

    private SoilFiles() {}

    /**
     * A GeoTIFF of floats.
     *
     * @param bands the same in each
     * @param modelType 2 for latitudes and longitudes, 1 for a projection
     * @param isPoint whether its place is the middle of the first cell, and not its corner
     * @param value of row · columns + column
     */
    static Path tiff(Path file, int bands, int modelType, boolean isPoint, IntToDoubleFunction value)
            throws IOException {
        var color = new ComponentColorModel(
                java.awt.color.ColorSpace.getInstance(
                        bands == 1 ? java.awt.color.ColorSpace.CS_GRAY : java.awt.color.ColorSpace.CS_sRGB),
                false,
                false,
                java.awt.Transparency.OPAQUE,
                DataBuffer.TYPE_FLOAT);
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_FLOAT, COLUMNS, ROWS, bands), null);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            for (int band = 0; band < bands; band++) {
                raster.setSample(i % COLUMNS, i / COLUMNS, band, (float) value.applyAsDouble(i));
            }
        }
        var image = new BufferedImage(color, raster, false, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType("Deflate");
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
        double shift = isPoint ? 0.5 : 0;
        add(directory, GeoTIFFTagSet.TAG_MODEL_PIXEL_SCALE, TIFFTag.TIFF_DOUBLE, new double[] {1, 1, 0});
        add(directory, GeoTIFFTagSet.TAG_MODEL_TIE_POINT, TIFFTag.TIFF_DOUBLE, new double[] {
            0, 0, 0, WEST + shift, NORTH - shift, 0
        });
        char[] keys = {1, 1, 0, 2, 1024, 0, 1, (char) modelType, 1025, 0, 1, (char) (isPoint ? 2 : 1)};
        add(directory, GeoTIFFTagSet.TAG_GEO_KEY_DIRECTORY, TIFFTag.TIFF_SHORT, keys);
        directory.addTIFFField(new TIFFField(
                new TIFFTag("GDAL_NODATA", 42_113, 1 << TIFFTag.TIFF_ASCII), TIFFTag.TIFF_ASCII, 1, new String[] {
                    "-9999"
                }));
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, directory.getAsMetadata()), parameters);
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** One that can be taken. */
    public static Path tiff(Path file, IntToDoubleFunction value) throws IOException {
        return tiff(file, 1, GEOGRAPHIC, false, value);
    }

    private static void add(TIFFDirectory directory, int tag, int type, Object values) {
        int count = java.lang.reflect.Array.getLength(values);
        directory.addTIFFField(new TIFFField(GeoTIFFTagSet.getInstance().getTag(tag), type, count, values));
    }

    /** A netCDF-3 file with a variable for each name. */
    public static Path netCdf(Path file, String unit, IntToDoubleFunction value, String... names) throws IOException {
        NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        try {
            writer.addDimension(null, "lat", ROWS);
            writer.addDimension(null, "lon", COLUMNS);
            Variable latitude = variable(writer, "lat", "lat", "degrees_north");
            Variable longitude = variable(writer, "lon", "lon", "degrees_east");
            var variables = new Variable[names.length];
            for (int i = 0; i < names.length; i++) {
                variables[i] = variable(writer, names[i], "lat lon", unit);
                variables[i].addAttribute(new Attribute("_FillValue", -9999f));
            }
            writer.create();
            writer.write(latitude, floats(row -> NORTH - 0.5 - row, ROWS));
            writer.write(longitude, floats(column -> WEST + 0.5 + column, COLUMNS));
            for (Variable variable : variables) {
                writer.write(variable, floats(value, ROWS, COLUMNS));
            }
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
        return file;
    }

    private static Array floats(IntToDoubleFunction value, int... shape) {
        int length = 1;
        for (int one : shape) {
            length *= one;
        }
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return Array.factory(DataType.FLOAT.getPrimitiveClassType(), shape, values);
    }

    private static Variable variable(NetcdfFileWriter writer, String name, String dimensions, String unit) {
        Variable variable = writer.addVariable(null, name, DataType.FLOAT, dimensions);
        if (!unit.isEmpty()) {
            variable.addAttribute(new Attribute("units", unit));
        }
        return variable;
    }
}

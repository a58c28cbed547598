package org.soilcast.ingest.soil;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.GeoTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFImageReadParam;
import javax.imageio.stream.ImageInputStream;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.AxisGrid;

/**
 * Reads a GeoTIFF of one band on latitudes and longitudes (OGC 19-008r4) with the reader that Java brings; compressed by
 * Deflate, LZW or PackBits, or not. Values that equal GDAL's no-data tag, and those that are no number, are missing.
 */
final class GeoTiff {
    private static final int NO_DATA_TAG = 42_113;
    private static final int MODEL_TYPE_KEY = 1024;
    private static final int GEOGRAPHIC = 2;
    private static final int RASTER_TYPE_KEY = 1025;
    private static final int PIXEL_IS_POINT = 2;
    private static final int KEY_SHORTS = 4;

    private GeoTiff() {}

    /**
     * Reads a file.
     *
     * @throws InputException when it is damaged, too large, projected, turned, or has several bands
     */
    static MapRaster read(Path path) {
        try {
            AxisGrid grid = opened(path, GeoTiff::grid);
            return new MapRaster(grid, "", opened(path, GeoTiff::values));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            String why = String.valueOf(e.getMessage());
            throw new InputException(
                    path + ": cannot be read as GeoTIFF: "
                            + why.lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Something that a reader tells of a file. */
    private interface Told<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** A reader keeps the tags as it has read them first, so each question has one of its own. */
    private static <T> T opened(Path path, Told<T> told) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(path.toFile())) {
            reader.setInput(stream);
            return told.of(reader);
        } finally {
            reader.dispose();
        }
    }

    private static double[] values(ImageReader reader) throws IOException {
        var parameters = (TIFFImageReadParam) reader.getDefaultReadParam();
        parameters.setReadUnknownTags(true); // GDAL's
        IIOImage image = reader.readAll(0, parameters);
        Raster raster = image.getRenderedImage().getData();
        if (raster.getNumBands() != 1) {
            throw new IllegalArgumentException("expected one band, found " + raster.getNumBands());
        }
        var values = new double[raster.getWidth() * raster.getHeight()];
        raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, values);
        Optional<Float> noData = Optional.ofNullable(
                        TIFFDirectory.createFromMetadata(image.getMetadata()).getTIFFField(NO_DATA_TAG))
                .map(field -> field.getAsString(0).replace("\0", "").strip())
                .filter(text -> !text.equalsIgnoreCase("nan")) // is missing by itself
                .map(Float::valueOf);
        for (int i = 0; i < values.length; i++) {
            // The tag tells floats with fewer digits than a double has.
            boolean missing = noData.isPresent() && (float) values[i] == noData.get();
            values[i] = missing ? Double.NaN : values[i];
        }
        return values;
    }

    private static AxisGrid grid(ImageReader reader) throws IOException {
        int columns = reader.getWidth(0);
        int rows = reader.getHeight(0);
        if ((long) rows * columns > ArrayVariable.MOST_ELEMENTS) {
            throw new IllegalArgumentException(rows + " x " + columns + " values are more than "
                    + ArrayVariable.MOST_ELEMENTS + "; cut out the region, or make it coarser");
        }
        return grid(TIFFDirectory.createFromMetadata(reader.getImageMetadata(0)), rows, columns);
    }

    private static AxisGrid grid(TIFFDirectory directory, int rows, int columns) {
        if (key(directory, MODEL_TYPE_KEY) != GEOGRAPHIC) {
            throw new IllegalArgumentException(
                    "expected a map of latitudes and longitudes (EPSG:4326), found another" + " projection or none");
        }
        TIFFField scale = directory.getTIFFField(GeoTIFFTagSet.TAG_MODEL_PIXEL_SCALE);
        TIFFField tie = directory.getTIFFField(GeoTIFFTagSet.TAG_MODEL_TIE_POINT);
        if (scale == null || scale.getCount() < 2 || tie == null || tie.getCount() < 6) {
            throw new IllegalArgumentException("expected the size of a cell and a point that is tied to a place");
        }
        double width = scale.getAsDouble(0);
        double height = scale.getAsDouble(1);
        double middle = key(directory, RASTER_TYPE_KEY) == PIXEL_IS_POINT ? 0 : 0.5;
        double west = tie.getAsDouble(3) + (middle - tie.getAsDouble(0)) * width;
        double north = tie.getAsDouble(4) - (middle - tie.getAsDouble(1)) * height;
        return new AxisGrid(
                IntStream.range(0, rows)
                        .mapToDouble(row -> north - row * height)
                        .toArray(),
                IntStream.range(0, columns)
                        .mapToDouble(column -> west + column * width)
                        .toArray());
    }

    /** A short of the key directory: after a header keys of four shorts, the number first and the value last; 0 for none. */
    private static int key(TIFFDirectory directory, int wanted) {
        TIFFField keys = directory.getTIFFField(GeoTIFFTagSet.TAG_GEO_KEY_DIRECTORY);
        for (int at = KEY_SHORTS; keys != null && at + KEY_SHORTS <= keys.getCount(); at += KEY_SHORTS) {
            if (keys.getAsInt(at) == wanted) {
                return keys.getAsInt(at + KEY_SHORTS - 1);
            }
        }
        return 0;
    }
}

package org.soilcast.retrain.learning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;
import org.soilcast.retrain.archive.ArchiveSpan;
import org.soilcast.retrain.archive.CellForcing;
import org.soilcast.retrain.archive.CellHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Attribute;
import org.soilcast.schemas.avro.ObservationTime;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;

/** One tile of cells whose retrievals come from the model itself, with parameters that texture does not tell. */
final class MadeUpCells {
    static final LocalDate FIRST = LocalDate.parse("2015-04-01");
    private static final long SEED = 31;

    private MadeUpCells() {}

    /** Cells of random weather and sand, five degrees apart, with a retrieval every other day; folder is for an archive. */
    static CellHistory of(int cells, int days, Path folder) {
        var random = new Random(SEED);
        var rain = new float[days * cells];
        var temperature = new float[days * cells];
        var pet = new float[days * cells];
        for (int i = 0; i < rain.length; i++) {
            rain[i] = random.nextInt(4) == 0 ? (float) (-8 * Math.log(1 - random.nextDouble())) : 0;
            temperature[i] = 15 + 5 * random.nextFloat();
            pet[i] = 1 + 4 * random.nextFloat();
        }
        var sand = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            sand[cell] = 15 + 60 * random.nextFloat();
        }
        var span = new ArchiveSpan(FIRST, days);
        var forcing = new CellForcing(span, cells, rain, temperature, pet);
        float[] parameters = hidden(sand);
        OpenLoop truth =
                OpenLoop.run(forcing, parameters, OpenLoop.cycled(forcing, parameters, 4), ObservationTime.END_OF_DAY);
        try (var archive = new TileDayArchive(folder)) {
            for (int day = 0; day < days; day++) {
                archive.put(day(day, cells, rain, temperature, pet, truth));
            }
            var tiles = new TreeMap<Integer, Tile>();
            tiles.put(0, tile(sand));
            return CellHistory.of(archive, tiles, FIRST, FIRST.plusDays(days - 1L));
        }
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

    private static TileDay day(int day, int cells, float[] rain, float[] temperature, float[] pet, OpenLoop truth) {
        var observed = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            observed[cell] = (day + cell) % 2 == 0 ? truth.surfaceM3PerM3(day, cell) : Float.NaN;
        }
        return TileDay.newBuilder()
                .setDomain("made-up")
                .setTile(0)
                .setDate(FIRST.plusDays(day))
                .setRevision(1)
                .setPrecipitationMmPerDay(Floats.view(row(rain, day, cells)))
                .setAirTemperatureC(Floats.view(row(temperature, day, cells)))
                .setPotentialEvapotranspirationMmPerDay(Floats.view(row(pet, day, cells)))
                .setObservedM3PerM3(Floats.view(observed))
                .setQuality(IntStream.range(0, cells).mapToObj(cell -> 0).toList())
                .build();
    }

    private static Tile tile(float[] sand) {
        int cells = sand.length;
        var clay = new float[cells];
        Arrays.fill(clay, 20);
        var longitude = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            longitude[cell] = -120 + 5 * cell;
        }
        var cover = new float[sand.length];
        for (int cell = 0; cell < cover.length; cell++) {
            cover[cell] = cell % 2 == 0 ? 10 : 12;
        }
        return Tile.newBuilder()
                .setDomain("made-up")
                .setTile(0)
                .setTiles(1)
                .setCells(IntStream.range(0, cells).mapToObj(Integer::toString).toList())
                .setLatitudeDegrees(Floats.view(new float[cells]))
                .setLongitudeDegrees(Floats.view(longitude))
                .setElevationM(Floats.view(new float[cells]))
                .setAttributes(List.of(
                        attribute("sand_percent", sand),
                        attribute("clay_percent", clay),
                        attribute("landcover_igbp_class", cover)))
                .setDayDefinition("00-24 UTC")
                .setObservationTime(ObservationTime.END_OF_DAY)
                .setSynthetic(true)
                .build();
    }

    private static Attribute attribute(String name, float[] values) {
        return new Attribute(
                name,
                Floats.view(values),
                IntStream.range(0, values.length).mapToObj(cell -> true).toList());
    }

    private static float[] row(float[] series, int day, int cells) {
        return Arrays.copyOfRange(series, day * cells, (day + 1) * cells);
    }
}

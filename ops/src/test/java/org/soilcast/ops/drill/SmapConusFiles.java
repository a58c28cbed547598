package org.soilcast.ops.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Small files of the set smap_conus, made up: three cells, some days, the lines sorted by date. What is good in them can be
 * made bad.
 *
 * @param lines of the daily file, the header first
 * @param cut length of the text that is left of the daily file; negative for all of it
 * @param without name of a file that is missing; empty for none
 */
record SmapConusFiles(List<String> lines, int cut, String without) implements Delivery {
    static final String NAME = "smap_conus";
    static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    static final int CELLS = 3;

    private static final String HEADER = "cell,date,precipitation_mm_per_day,air_temperature_2m_k,"
            + "shortwave_down_w_per_m2,longwave_down_w_per_m2,specific_humidity_2m_kg_per_kg,wind_u_10m_m_per_s,"
            + "wind_v_10m_m_per_s,smap_am_soil_moisture_m3_per_m3";
    private static final String CELLS_HEADER = "cell,lat,lon,ease2_m36_row,ease2_m36_col,block,sand_percent,"
            + "silt_percent,clay_percent,bulk_density_g_per_cm3,available_water_capacity_source_units,ndvi_mean,"
            + "smap_albedo,smap_extraord_flag,landcover_igbp_class,smap_roughness_coefficient,"
            + "smap_dense_vegetation_fraction,smap_water_body_fraction";
    /** Of gzip's own header and that of a block that is stored as it is. */
    private static final int BYTES_BEFORE_TEXT = 15;

    /** Good files; the number changes every value. */
    static SmapConusFiles of(int days, int number) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int day = 0; day < days; day++) {
            for (int cell = 0; cell < CELLS; cell++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%.1f,%.2f,%d,300,0.005,3,-4,%.2f",
                        cell,
                        FIRST.plusDays(day),
                        0.8 * ((day * 7 + cell * 3 + number) % 11),
                        284 + 0.5 * ((day + number) % 9),
                        180 + 5 * ((day + cell + number) % 12),
                        0.15 + 0.01 * ((day * 3 + cell + number) % 10)));
            }
        }
        return new SmapConusFiles(lines, -1, "");
    }

    /** With one line changed; the header is line 1. */
    SmapConusFiles with(int line, UnaryOperator<String> change) {
        var changed = new ArrayList<>(lines);
        changed.set(line - 1, change.apply(changed.get(line - 1)));
        return new SmapConusFiles(changed, cut, without);
    }

    /** With one field of a line changed. */
    SmapConusFiles with(int line, int column, String value) {
        return with(line, text -> {
            String[] fields = text.split(",", -1);
            fields[column] = value;
            return String.join(",", fields);
        });
    }

    /** Without the weather of a line. */
    SmapConusFiles withoutWeather(int line) {
        SmapConusFiles changed = this;
        for (int column = 2; column < 9; column++) {
            changed = changed.with(line, column, "");
        }
        return changed;
    }

    SmapConusFiles plus(String line) {
        var more = new ArrayList<>(lines);
        more.add(line);
        return new SmapConusFiles(more, cut, without);
    }

    SmapConusFiles withoutLine(int line) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(line - 1);
        return new SmapConusFiles(fewer, cut, without);
    }

    /** With lines up to this one only. */
    SmapConusFiles upTo(int line) {
        return new SmapConusFiles(lines.subList(0, line), cut, without);
    }

    /** With the compressed file cut so many characters before the end of a line's text. */
    SmapConusFiles cutWithin(int line, int characters) {
        int length = upTo(line).text().length() - 1;
        return new SmapConusFiles(lines, length - characters, without);
    }

    SmapConusFiles withoutFile(String name) {
        return new SmapConusFiles(lines, cut, name);
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public void write(Path data) {
        Path folder = data.resolve(NAME);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve("cells.csv"));
            Files.deleteIfExists(folder.resolve("daily.csv.gz"));
            if (!without.equals("cells.csv")) {
                var cells = new ArrayList<>(List.of(CELLS_HEADER));
                for (int cell = 0; cell < CELLS; cell++) {
                    cells.add(cell + ",40.5,-100.25," + cell
                            + ",100,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01");
                }
                Files.write(folder.resolve("cells.csv"), cells);
            }
            if (!without.equals("daily.csv.gz")) {
                byte[] stored = gzip();
                int length = cut < 0 ? stored.length : BYTES_BEFORE_TEXT + cut;
                Files.write(folder.resolve("daily.csv.gz"), Arrays.copyOf(stored, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stored as it is, so that a place in the text is a place in the file. */
    private byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new Stored(bytes)) {
            gzip.write(text().getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static final class Stored extends GZIPOutputStream {
        private Stored(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}

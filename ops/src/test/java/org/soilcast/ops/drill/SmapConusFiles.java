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
import org.soilcast.schemas.EaseGrid;

/**
 * Small files of the set smap_conus, made up: three cells, some days, the lines sorted by date. What is good in them can be
 * made bad.
 *
 * @param lines of the daily file, the header first
 * @param cells lines of the list of cells, the header first
 * @param secondMemberFrom line with which a second gzip member of the daily file begins; 0 for one member
 * @param damagedByte byte of the second member that is changed; negative for none
 * @param cut length of the text that is left of the daily file; negative for all of it
 * @param without name of a file that is missing; empty for none
 */
record SmapConusFiles(
        List<String> lines, List<String> cells, int secondMemberFrom, int damagedByte, int cut, String without)
        implements Delivery {
    static final String NAME = "smap_conus";
    static final LocalDate FIRST = LocalDate.of(2015, 4, 1);
    static final int CELLS = 3;

    private static final int FIRST_ROW = 70;
    private static final int COLUMN = 200;
    private static final String HEADER = "cell,date,precipitation_mm_per_day,air_temperature_2m_k,"
            + "shortwave_down_w_per_m2,longwave_down_w_per_m2,specific_humidity_2m_kg_per_kg,wind_u_10m_m_per_s,"
            + "wind_v_10m_m_per_s,smap_am_soil_moisture_m3_per_m3";
    private static final String CELLS_HEADER = "cell,lat,lon,ease2_m36_row,ease2_m36_col,block,sand_percent,"
            + "silt_percent,clay_percent,bulk_density_g_per_cm3,available_water_capacity_source_units,ndvi_mean,"
            + "smap_albedo,smap_extraord_flag,landcover_igbp_class,smap_roughness_coefficient,"
            + "smap_dense_vegetation_fraction,smap_water_body_fraction";
    /** Of gzip's own header and that of a block that is stored as it is. */
    static final int BYTES_BEFORE_TEXT = 15;

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
        var cells = new ArrayList<>(List.of(CELLS_HEADER));
        for (int cell = 0; cell < CELLS; cell++) {
            int row = FIRST_ROW + cell;
            cells.add(cell + "," + EaseGrid.M36.latitudeDegrees(row) + "," + EaseGrid.M36.longitudeDegrees(COLUMN) + ","
                    + row + "," + COLUMN + ",40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01");
        }
        return new SmapConusFiles(lines, cells, 0, -1, -1, "");
    }

    private SmapConusFiles withLines(List<String> other) {
        return new SmapConusFiles(other, cells, secondMemberFrom, damagedByte, cut, without);
    }

    /** With one line changed; the header is line 1. */
    SmapConusFiles with(int line, UnaryOperator<String> change) {
        var changed = new ArrayList<>(lines);
        changed.set(line - 1, change.apply(changed.get(line - 1)));
        return withLines(changed);
    }

    /** With one field of a line of the list of cells changed. */
    SmapConusFiles withCell(int line, int column, String value) {
        var changed = new ArrayList<>(cells);
        String[] fields = changed.get(line - 1).split(",", -1);
        fields[column] = value;
        changed.set(line - 1, String.join(",", fields));
        return new SmapConusFiles(lines, changed, secondMemberFrom, damagedByte, cut, without);
    }

    /** In two gzip members, the second from a line on. */
    SmapConusFiles inMembers(int line) {
        return new SmapConusFiles(lines, cells, line, damagedByte, cut, without);
    }

    /** With one byte of the second member changed. */
    SmapConusFiles damaged(int at) {
        return new SmapConusFiles(lines, cells, secondMemberFrom, at, cut, without);
    }

    /** Without the lines of some days of a cell. */
    SmapConusFiles withoutDays(int cell, int firstDay, int lastDay) {
        SmapConusFiles fewer = this;
        for (int day = lastDay; day >= firstDay; day--) {
            String start = cell + "," + FIRST.plusDays(day) + ",";
            fewer = fewer.withLines(
                    fewer.lines.stream().filter(line -> !line.startsWith(start)).toList());
        }
        return fewer;
    }

    /** With the lines of some days of a cell there, but all their values missing. */
    SmapConusFiles withEmptyDays(int cell, int firstDay, int lastDay) {
        SmapConusFiles emptied = this;
        for (int day = firstDay; day <= lastDay; day++) {
            int line = 2 + day * CELLS + cell;
            emptied = emptied.withoutWeather(line).with(line, 9, "");
        }
        return emptied;
    }

    /** Bytes of the stored file before its second member. */
    int bytesBeforeSecondMember() {
        return gzip(text(lines.subList(0, secondMemberFrom - 1))).length;
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
        return withLines(more);
    }

    SmapConusFiles withoutLine(int line) {
        var fewer = new ArrayList<>(lines);
        fewer.remove(line - 1);
        return withLines(fewer);
    }

    /** With lines up to this one only. */
    SmapConusFiles upTo(int line) {
        return withLines(lines.subList(0, line));
    }

    /** With the compressed file cut so many characters before the end of a line's text. */
    SmapConusFiles cutWithin(int line, int characters) {
        int length = text(upTo(line).lines).length() - 1;
        return new SmapConusFiles(lines, cells, secondMemberFrom, damagedByte, length - characters, without);
    }

    SmapConusFiles withoutFile(String name) {
        return new SmapConusFiles(lines, cells, secondMemberFrom, damagedByte, cut, name);
    }

    private static String text(List<String> lines) {
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
                Files.write(folder.resolve("cells.csv"), cells);
            }
            if (!without.equals("daily.csv.gz")) {
                byte[] stored = stored();
                int length = cut < 0 ? stored.length : BYTES_BEFORE_TEXT + cut;
                Files.write(folder.resolve("daily.csv.gz"), Arrays.copyOf(stored, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] stored() {
        if (secondMemberFrom == 0) {
            return gzip(text(lines));
        }
        byte[] first = gzip(text(lines.subList(0, secondMemberFrom - 1)));
        byte[] second = gzip(text(lines.subList(secondMemberFrom - 1, lines.size())));
        if (damagedByte >= 0) {
            second[damagedByte] ^= 0x55;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Stored as it is, so that a place in the text is a place in the file. */
    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new Stored(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

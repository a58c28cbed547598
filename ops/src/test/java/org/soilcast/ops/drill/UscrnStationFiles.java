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
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Small files of the set uscrn, made up: two stations, twelve days of July 2015. What is good in them can be made bad.
 *
 * @param files lines of the station files, by name
 * @param cut name of a file that has lost its last bytes; empty for none
 */
record UscrnStationFiles(Map<String, List<String>> files, String cut) implements Delivery {
    static final String NAME = "uscrn";
    static final LocalDate FIRST = LocalDate.of(2015, 7, 1);
    static final int DAYS = 12;
    static final String NORTH = "CRND0103-2015-TX_North.txt.gz";
    static final String SOUTH = "CRND0103-2015-AL_South.txt.gz";

    private static final int TRAILER_BYTES = 8;

    static UscrnStationFiles good() {
        return new UscrnStationFiles(Map.of(NORTH, days("03047", 0), SOUTH, days("63858", 1)), "");
    }

    private static List<String> days(String wban, int number) {
        List<String> lines = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s 2.422 -87.24 32.46 30.%d 10.0 20.0 20.%d %d.5 21.60 C 30.0 10.0 20.0 90.0 30.0 60.0"
                            + " 0.2%d0 0.260 0.270 0.280 0.290 20.0 20.0 20.0 20.0 20.0",
                    wban,
                    FIRST.plusDays(day).toString().replace("-", ""),
                    day % 9,
                    (day + number) % 9,
                    (day * 5 + number) % 7,
                    (day + number) % 9));
        }
        return lines;
    }

    /** With other lines in the place of a file's, or with one more file; without it when there are none. */
    UscrnStationFiles with(String file, List<String> lines) {
        var changed = new TreeMap<>(files);
        changed.put(file, lines);
        return new UscrnStationFiles(changed, cut);
    }

    UscrnStationFiles without(String file) {
        var fewer = new TreeMap<>(files);
        fewer.remove(file);
        return new UscrnStationFiles(fewer, cut);
    }

    /** With one field of a line changed; lines count from 1. */
    UscrnStationFiles with(String file, int line, int column, String value) {
        var lines = new ArrayList<>(files.get(file));
        String[] fields = lines.get(line - 1).split(" ");
        fields[column] = value;
        lines.set(line - 1, String.join(" ", fields));
        return with(file, lines);
    }

    /** With every value of a file missing. */
    UscrnStationFiles allMissing(String file) {
        return with(
                file,
                files.get(file).stream()
                        .map(line -> {
                            String[] fields = line.split(" ");
                            Arrays.fill(fields, 5, 11, "-9999.0");
                            Arrays.fill(fields, 15, 18, "-9999.0");
                            Arrays.fill(fields, 18, 23, "-99.000");
                            return String.join(" ", fields);
                        })
                        .toList());
    }

    /** With a file that has lost its end, checksum and all. */
    UscrnStationFiles cut(String file) {
        return new UscrnStationFiles(files, file);
    }

    @Override
    public void write(Path data) {
        Path year = data.resolve(NAME).resolve("daily01/2015");
        try {
            Files.createDirectories(year);
            Files.writeString(data.resolve(NAME).resolve("stations.csv"), """
                    wban,name,state,lat,lon,elevation_m,county_fips,county
                    03047,TX_North,TX,45,-100,500,48001,A
                    63858,AL_South,AL,32,-87,50,01001,B
                    """);
            Files.writeString(data.resolve(NAME).resolve("soil.csv"), """
                    wban,name,sand_frac,silt_frac,clay_frac,cell_lat,cell_lon,cell_distance_km
                    63858,AL_South,0.25,0.25,0.5,32,-87,1
                    """);
            for (Map.Entry<String, List<String>> file : files.entrySet()) {
                byte[] whole = gzip(file.getValue());
                int length = whole.length - (file.getKey().equals(cut) ? TRAILER_BYTES : 0);
                Files.write(year.resolve(file.getKey()), Arrays.copyOf(whole, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(List<String> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                gzip.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}

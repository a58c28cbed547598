package org.soilcast.ingest.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A set of two stations, a month each. */
abstract class UscrnScene {
    static final String NORTH = "03047";
    static final String SOUTH = "63858";
    static final String NORTH_FILE = "CRND0103-2015-TX_North.txt.gz";
    static final String SOUTH_FILE = "CRND0103-2015-AL_South.txt.gz";
    static final LocalDate FIRST = LocalDate.of(2015, 7, 1);

    @TempDir
    protected Path folder;

    @BeforeEach
    void writeStations() throws IOException {
        Files.writeString(
                folder.resolve("stations.csv"),
                String.join(",", UscrnStations.HEADER) + "\n" + NORTH + ",TX_North,TX,45,-100,500,48001,A\n" + SOUTH
                        + ",AL_South,AL,32,-87,50,01001,B\n");
        Files.writeString(
                folder.resolve("soil.csv"),
                String.join(",", UscrnStations.SOIL_HEADER) + "\n" + SOUTH + ",AL_South,0.25,0.25,0.5,32,-87,1\n");
        write(NORTH_FILE, month(NORTH));
        write(SOUTH_FILE, month(SOUTH));
    }

    DomainTable read() {
        return UscrnReader.read(folder);
    }

    Path year() {
        return folder.resolve("daily01/2015");
    }

    void write(String file, List<String> lines) throws IOException {
        Files.createDirectories(year());
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                gzip.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        Files.write(year().resolve(file), bytes.toByteArray());
    }

    /** Thirty mild days; radiation 21.6 MJ/(m2 day) is 250 W/m2. */
    static List<String> month(String wban) {
        return new java.util.ArrayList<>(FIRST.datesUntil(FIRST.plusDays(30))
                .map(date -> String.format(
                        Locale.ROOT,
                        "%s %s 2.422 -87.24 32.46 30.0 10.0 20.0 20.0 1.5 21.60 C 30.0 10.0 20.0 90.0 30.0 60.0"
                                + " 0.250 0.260 0.270 0.280 0.290 20.0 20.0 20.0 20.0 20.0",
                        wban,
                        date.toString().replace("-", "")))
                .toList());
    }
}

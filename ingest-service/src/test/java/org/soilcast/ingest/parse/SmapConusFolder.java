package org.soilcast.ingest.parse;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.soilcast.schemas.EaseGrid;

/** Writes small sets of the form of smap_conus. */
public final class SmapConusFolder {
    private SmapConusFolder() {}

    /** A cell line with all attributes, in column 200; neighbouring keys lie in neighbouring rows. */
    public static String cell(int key) {
        int row = 70 + key;
        return key + "," + EaseGrid.M36.latitudeDegrees(row) + "," + EaseGrid.M36.longitudeDegrees(200) + "," + row
                + ",200,40:-104,50,30,20,1.3,15,0.5,0.05,0,10,0.11,0.1,0.01";
    }

    /** A daily line with weather of a mild day. */
    public static String day(int cell, String date, String soilMoistureM3PerM3) {
        return cell + "," + date + ",1.5,285.25,200,300,0.005,3,-4," + soilMoistureM3PerM3;
    }

    /** Writes both files with their right headers. */
    public static void write(Path folder, List<String> cells, List<String> days) {
        writeWithHeaders(
                folder, String.join(",", SmapConusCells.HEADER), cells, String.join(",", SmapConusLine.HEADER), days);
    }

    /** Writes both files. */
    public static void writeWithHeaders(
            Path folder, String cellsHeader, List<String> cells, String dailyHeader, List<String> days) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("cells.csv"), cellsHeader + "\n" + String.join("\n", cells) + "\n");
            try (Writer daily = new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(folder.resolve("daily.csv.gz"))),
                    StandardCharsets.UTF_8)) {
                daily.write(dailyHeader + "\n" + String.join("\n", days) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

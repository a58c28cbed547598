package org.soilcast.map;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.map.forecast.Forecasts;
import org.soilcast.map.store.MissingResults;
import org.soilcast.map.store.ResultStore;
import org.soilcast.map.store.ResultTail;
import org.soilcast.map.store.StoredResults;
import org.soilcast.schemas.KafkaConnection;

/** Writes what is committed of all cells to a CSV file. */
public final class CsvExport {
    private static final Logger LOG = LoggerFactory.getLogger(CsvExport.class);

    private static final int ATTEMPTS = 3;

    private CsvExport() {}

    /** What a file has. */
    public enum Content {
        /** Analyses, and the forecasts of single days: {@link SoilMoistureCsv}. */
        SOIL_MOISTURE {
            @Override
            long write(ResultRows rows, Writer out) throws IOException {
                return SoilMoistureCsv.write(rows, out);
            }
        },
        /** All of the forecasts: {@link org.soilcast.map.forecast.ForecastCsv}. */
        FORECASTS {
            @Override
            long write(ResultRows rows, Writer out) throws IOException {
                return rows.writeForecasts(out);
            }
        };

        abstract long write(ResultRows rows, Writer out) throws IOException;
    }

    /**
     * What was written.
     *
     * @param rows number of rows, header not counted
     * @param cells number of cells
     * @param synthetic whether weather and retrievals were made up
     * @param skipped what could not be exported
     */
    public record Written(long rows, int cells, boolean synthetic, Skipped skipped) {
        public Written {
            if (rows < 0 || cells < 0) {
                throw new IllegalArgumentException("expected counts, found " + rows + " rows, " + cells + " cells");
            }
        }
    }

    /**
     * Reads what is committed at the time of the call and writes it; records that cannot be used are skipped and counted. The file appears whole or not at all: it is
     * written beside its place, forced to disk and then renamed, replacing a file that was there.
     *
     * @param results folder of the result store, which is brought up to the topic first; no other process may write it
     * @throws ExportException when there is nothing to export or the file cannot be written
     */
    public static Written write(KafkaConnection kafka, Path results, Content content, Path file)
            throws ExportException {
        requireFolder(file); // before the reading, which may take a while
        try {
            return bringUpAndWrite(kafka, results, content, file);
        } catch (IOException e) {
            throw new ExportException("cannot use the results in " + results + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same while another process may write the store: a copy of it, beside the file, is brought up to the topic, and
     * removed at the end.
     *
     * @throws ExportException as {@link #write(KafkaConnection, Path, Content, Path)}
     */
    public static Written writeBeside(KafkaConnection kafka, Path results, Content content, Path file)
            throws ExportException {
        requireFolder(file);
        try {
            for (int attempt = 1; ; attempt++) {
                Path copy = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".soilcast-results-");
                try {
                    StoredResults.open(results, Optional.empty()).copyTo(copy);
                    return bringUpAndWrite(kafka, copy, content, file);
                } catch (NoSuchFileException | MissingResults e) { // the other process went on meanwhile
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                } finally {
                    try (Stream<Path> files = Files.list(copy)) {
                        files.forEach(CsvExport::delete);
                    }
                    delete(copy);
                }
            }
        } catch (IOException e) {
            throw new ExportException("cannot use the results in " + results + ": " + e.getMessage(), e);
        }
    }

    private static Written bringUpAndWrite(KafkaConnection kafka, Path results, Content content, Path file)
            throws IOException, ExportException {
        var skipped = new Skipped();
        ResultStore store = ResultStore.open(results);
        try (var tail = new ResultTail(kafka, store, skipped)) {
            tail.toTheEnd();
        }
        return write(new StoreRows(store, new Forecasts(kafka), skipped), content, file, skipped);
    }

    static Written write(ResultRows table, Path file, Skipped skipped) throws ExportException {
        return write(table, Content.SOIL_MOISTURE, file, skipped);
    }

    private static Written write(ResultRows table, Content content, Path file, Skipped skipped) throws ExportException {
        requireFolder(file);
        if (table.isEmpty()) {
            throw new ExportException("nothing to export: no soil moisture has been committed yet"
                    + skipped.sentence().map(reason -> "; " + reason).orElse(""));
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            long rows = writeForced(table, content, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Written(rows, table.cells(), table.isSynthetic(), skipped);
        } catch (IOException e) {
            throw new ExportException("cannot write " + file + ": " + e.getMessage(), e);
        } finally {
            delete(part);
        }
    }

    private static long writeForced(ResultRows table, Content content, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), 1 << 16)) {
            long rows = content.write(table, out);
            out.flush();
            channel.force(true);
            return rows;
        }
    }

    private static void requireFolder(Path file) throws ExportException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ExportException("cannot write " + file + ": there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new ExportException("cannot write " + file + ": it is a folder");
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) { // the reason that matters is already on its way
            LOG.warn("cannot delete {}", part, e);
        }
    }
}

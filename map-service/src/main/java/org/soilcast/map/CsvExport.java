package org.soilcast.map;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.SoilMoisture;
import org.soilcast.schemas.avro.Tile;

/** Writes the committed soil moisture of all cells and dates to a CSV file: see {@link SoilMoistureCsv}. */
public final class CsvExport {
    private static final Logger LOG = LoggerFactory.getLogger(CsvExport.class);

    private CsvExport() {}

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
     * @throws ExportException when there is nothing to export or the file cannot be written
     */
    public static Written write(KafkaConnection kafka, Path file) throws ExportException {
        requireFolder(file); // before the reading, which may take a while
        var skipped = new Skipped();
        return write(read(kafka, skipped), file, skipped);
    }

    static Written write(SoilMoistureTable table, Path file, Skipped skipped) throws ExportException {
        requireFolder(file);
        if (table.isEmpty()) {
            throw new ExportException("nothing to export: no soil moisture has been committed yet"
                    + skipped.sentence().map(reason -> "; " + reason).orElse(""));
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            long rows = writeForced(table, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Written(rows, table.cells(), table.isSynthetic(), skipped);
        } catch (IOException e) {
            throw new ExportException("cannot write " + file + ": " + e.getMessage(), e);
        } finally {
            deletePart(part);
        }
    }

    private static SoilMoistureTable read(KafkaConnection kafka, Skipped skipped) {
        var table = new SoilMoistureTable();
        TopicReader.readAll(
                kafka,
                Topics.TILES,
                record -> take(record, skipped, () -> table.add(SingleObject.decode(record.value(), Tile.class))));
        TopicReader.readAll(
                kafka,
                Topics.SOIL_MOISTURE,
                record -> take(
                        record, skipped, () -> table.add(SingleObject.decode(record.value(), SoilMoisture.class))));
        return table;
    }

    private static void take(ConsumerRecord<String, byte[]> record, Skipped skipped, Runnable take) {
        try {
            take.run();
        } catch (IllegalArgumentException e) {
            skipped.add(record.topic() + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                    + e.getMessage());
        }
    }

    private static long writeForced(SoilMoistureTable table, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), 1 << 16)) {
            long rows = SoilMoistureCsv.write(table, out);
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

    private static void deletePart(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) { // the next export overwrites it; the reason that matters is already on its way
            LOG.warn("cannot delete {}", part, e);
        }
    }
}

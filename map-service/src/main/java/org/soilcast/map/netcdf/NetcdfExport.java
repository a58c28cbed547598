package org.soilcast.map.netcdf;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.soilcast.map.ExportException;
import org.soilcast.map.TileResults;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.query.ResultBlock;
import org.soilcast.map.query.Results;
import org.soilcast.schemas.ResultColumn;

/**
 * Writes results as NetCDF in the classic format with the conventions CF-1.13: all dates in one file, or a file a date.
 * We know of no library that writes NetCDF-4 in pure Java; all that reads it reads the classic format, too.
 */
public final class NetcdfExport {
    /** Values that are held at a time. */
    private static final int MOST_VALUES = 10_000_000;

    private final Results results;
    private final int[] cells;
    private final Set<ResultColumn> columns;
    private final NetcdfLayout layout;

    private NetcdfExport(Results results) {
        this.results = results;
        this.cells = IntStream.range(0, results.places().count()).toArray();
        this.columns = results.columnsWithValues();
        this.layout = NetcdfLayout.of(results.places(), columns);
    }

    /**
     * Writes all dates of a result store into one file, which appears whole or not at all.
     *
     * @param store folder of the store
     * @return number of dates
     * @throws ExportException when there is nothing to export or the file cannot be written
     */
    public static int writeSeries(Path store, Path file) throws ExportException {
        return ask(store, results -> {
            var export = new NetcdfExport(results);
            List<LocalDate> dates = export.dates();
            export.write(file, dates);
            return dates.size();
        });
    }

    /** The same with a file for each date, {@code soilcast-DOMAIN-DATE.nc}, in a folder. */
    public static int writeDays(Path store, Path folder) throws ExportException {
        return ask(store, results -> {
            Files.createDirectories(folder);
            var export = new NetcdfExport(results);
            List<LocalDate> dates = export.dates();
            for (LocalDate date : dates) {
                String name = "soilcast-" + results.places().domain() + "-" + date + ".nc";
                export.write(folder.resolve(name), List.of(date));
            }
            return dates.size();
        });
    }

    private static int ask(Path store, LatestResults.Question<Integer> question) throws ExportException {
        try {
            int dates = new LatestResults(store).ask(question);
            if (dates == 0) {
                throw new ExportException("nothing to export: no soil moisture has been committed yet");
            }
            return dates;
        } catch (IOException e) {
            throw new ExportException("cannot write NetCDF: " + e.getMessage(), e);
        }
    }

    private List<LocalDate> dates() {
        return results.firstDate()
                .map(first -> first.datesUntil(results.lastDate().orElse(first).plusDays(1))
                        .toList())
                .orElse(List.of());
    }

    private void write(Path file, List<LocalDate> dates) throws IOException {
        if (dates.isEmpty()) {
            return;
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
            layout.writeHead(out, dates.size());
            int atATime = Math.max(1, MOST_VALUES / Math.max(1, cells.length * columns.size()));
            for (int begin = 0; begin < dates.size(); begin += atATime) {
                writeRecords(out, dates.subList(begin, Math.min(dates.size(), begin + atATime)));
            }
            out.flush();
            channel.force(true);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void writeRecords(DataOutputStream out, List<LocalDate> dates) throws IOException {
        ResultBlock block = results.block(cells, dates.get(0), dates.get(dates.size() - 1), columns);
        var places = new ArrayList<LocalDate>(block.dates());
        for (LocalDate date : dates) {
            int at = places.indexOf(date);
            out.writeDouble(date.toEpochDay());
            for (ResultColumn column : columns) {
                for (int place : layout.order()) {
                    boolean known = at >= 0 && place >= 0;
                    write(out, column, known ? block.scaled(column, at, place) : TileResults.UNKNOWN);
                }
                NetcdfHeader.fill(out, layout.bytes(column));
            }
        }
    }

    private static void write(DataOutputStream out, ResultColumn column, int scaled) throws IOException {
        boolean unknown = scaled == TileResults.UNKNOWN;
        switch (CfVariables.type(column)) {
            case INT:
                out.writeInt(unknown ? 0 : scaled);
                break;
            case BYTE:
                out.writeByte(unknown ? CfVariables.CLASS_FILL : scaled);
                break;
            default:
                out.writeFloat(unknown ? CfVariables.FILL : (float) (scaled / Math.pow(10, column.decimals())));
        }
    }
}

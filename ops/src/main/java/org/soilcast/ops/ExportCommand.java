package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.soilcast.map.CsvExport;
import org.soilcast.map.CsvExport.Content;
import org.soilcast.map.ExportException;
import org.soilcast.map.netcdf.NetcdfExport;
import org.soilcast.ops.results.AreaSeries;
import org.soilcast.schemas.KafkaConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code soilcast export}: writes what is committed in a state folder, beside its run or, when none runs, with only its
 * broker started. */
@Command(
        name = "export",
        description =
                "Write all results of a state folder: as CSV, sorted by cell, date and lead, or as NetCDF (CF-1.13).",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "State folder of a run, also while it runs.")
    private Path state = Path.of("state");

    @Option(names = "--csv", paramLabel = "FILE", description = "CSV file to write.")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = "--forecasts",
            paramLabel = "FILE",
            description = "CSV file of the forecasts, with quantiles and the means of weeks 3 and 4.")
    private Optional<Path> forecasts = Optional.empty();

    @Option(
            names = "--areas",
            paramLabel = "FILE",
            description = "CSV file of the days of areas, with classes, DSCI and changes over 1 to 52 weeks.")
    private Optional<Path> areas = Optional.empty();

    @Option(names = "--netcdf", paramLabel = "FILE", description = "NetCDF file to write, with all dates.")
    private Optional<Path> netcdf = Optional.empty();

    @Option(
            names = "--netcdf-days",
            paramLabel = "DIR",
            description = "Folder to write a NetCDF file into for each date.")
    private Optional<Path> netcdfDays = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (csv.isEmpty() && forecasts.isEmpty() && areas.isEmpty() && netcdf.isEmpty() && netcdfDays.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to write: give --csv FILE, --forecasts FILE, --areas FILE, --netcdf FILE or --netcdf-days DIR");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (csv.isPresent()) {
                write(Content.SOIL_MOISTURE, csv.get(), out);
            }
            if (forecasts.isPresent()) {
                write(Content.FORECASTS, forecasts.get(), out);
            }
            if (areas.isPresent()) {
                writeAreas(areas.get(), out);
            }
            if (netcdf.isPresent() || netcdfDays.isPresent()) {
                writeNetcdf(UpToDateResults.of(state, out), out);
            }
            return 0;
        } catch (ExportException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private void writeAreas(Path file, PrintWriter out) {
        Optional<KafkaConnection> running = StateFolder.running(state);
        AreaSeries found =
                running.isPresent() ? AreaSeries.read(running.get()) : StateFolder.atRest(state, AreaSeries::read);
        if (found.areas().isEmpty()) {
            throw new CommandFailure("no days of areas in " + state + ": they come of 'soilcast run --areas FILE'");
        }
        TextFile.write(file, found::writeCsv);
        out.println("wrote " + found.days() + " rows of " + found.areas().size() + " areas to " + file);
        if (found.skipped() > 0) {
            out.println("skipped " + found.skipped() + " records that are no days of areas");
        }
    }

    private void writeNetcdf(Path results, PrintWriter out) throws ExportException {
        if (netcdf.isPresent()) {
            out.println("wrote " + NetcdfExport.writeSeries(results, netcdf.get()) + " dates to " + netcdf.get());
        }
        if (netcdfDays.isPresent()) {
            out.println("wrote " + NetcdfExport.writeDays(results, netcdfDays.get()) + " files to " + netcdfDays.get());
        }
    }

    private void write(Content content, Path file, PrintWriter out) throws ExportException {
        CsvExport.Written written = write(content, file);
        out.println("wrote " + written.rows() + " rows of " + written.cells()
                + (written.synthetic() ? " synthetic" : "") + " cells to " + file);
        written.skipped().sentence().ifPresent(out::println);
    }

    /** From the broker of the run that uses the folder, or else from one that is started on it. */
    private CsvExport.Written write(Content content, Path file) throws ExportException {
        Path results = StateFolder.resultsIn(state);
        Optional<KafkaConnection> running = StateFolder.running(state);
        if (running.isPresent()) {
            return CsvExport.writeBeside(running.get(), results, content, file);
        }
        return StateFolder.atRest(state, kafka -> CsvExport.write(kafka, results, content, file));
    }
}

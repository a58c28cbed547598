package org.soilcast.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.IngestConfig;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.fetch.FetchSettings;
import org.soilcast.ingest.parse.DomainSets;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.sample.StationSample;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.land.bundle.BundleFile;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.land.bundle.ParameterBundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code run} that say which input it takes. */
final class InputArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOILCAST_DATA}",
            description = "Folder with data sets. Default: the environment variable SOILCAST_DATA.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description =
                    "As --data, and files of a described domain that come later are taken too, each once it is whole.")
    private Optional<Path> watched = Optional.empty();

    @Option(
            names = "--fetch",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = FetchSettings.SHIPPED,
            description = "Fetch the files of a described domain into the folder of --watch, from --from on, and go on"
                    + " looking for new ones: from where a YAML file says, without it from the sources that come with"
                    + " soilcast.")
    private Optional<String> fetched = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = StationSample.NAME,
            description = "smap_conus or uscrn of the data folder; or built in: sample, 12 stations and 4 years,"
                    + " or the synthetic twin; or a domain that a file .yaml describes, or conus_m36, conus_m09,"
                    + " global_m36, from agencies' files in the data folder. Default: ${DEFAULT-VALUE}.")
    private String domain = StationSample.NAME;

    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "512",
            description = "Cells of the twin, up to a million; fixed once a state folder has them. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int cells;

    @Option(names = "--from", paramLabel = "DATE", description = "First date, yyyy-mm-dd. Default: the data's first.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Last date, yyyy-mm-dd. Default: the data's last.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--open-loop", description = "Take no retrievals: the model runs on weather alone.")
    private boolean openLoop;

    @Option(
            names = "--forecast-every",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Issue a forecast from each date whose number of days since 1970 is a multiple of this, also"
                    + " while catching up; 0: from the newest date only. Default: ${DEFAULT-VALUE}.")
    private int forecastEveryDays;

    /**
     * Checks what was given.
     *
     * @throws ParameterException when the values contradict each other or are out of range
     * @throws CommandFailure when the data folder is not there
     */
    void check() {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new ParameterException(spec.commandLine(), "--to " + to.get() + " is before --from " + from.get());
        }
        if (cells < 1 || cells > TwinExperiment.MOST_CELLS) {
            throw new ParameterException(
                    spec.commandLine(), "--cells " + cells + ": expected 1 to " + TwinExperiment.MOST_CELLS);
        }
        if (forecastEveryDays < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--forecast-every " + forecastEveryDays + ": expected 0 or more days");
        }
        boolean dataGiven = spec.commandLine().getParseResult().hasMatchedOption("--data");
        if (dataGiven && domain.equals(StationSample.NAME)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data " + data.orElseThrow()
                            + ": the sample is built in; say with --domain what to take from there: "
                            + String.join(" or ", DomainSets.names()));
        }
        if (watched.isPresent() && (dataGiven || !DomainFile.isOne(domain))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--watch " + watched.get() + ": goes with a described domain and without --data");
        }
        if (fetched.isPresent() && (watched.isEmpty() || from.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--fetch: goes with --watch DIR and --from DATE");
        }
        if (!domain.equals(StationSample.NAME)) {
            requireFolder(watched.or(() -> data));
        }
    }

    /**
     * Checks that the data folder is there, if one was named.
     *
     * @throws CommandFailure when it is not
     */
    static void requireFolder(Optional<Path> data) {
        data.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new CommandFailure("no data folder " + folder + ": give --data DIR or set SOILCAST_DATA");
        });
    }

    /**
     * Opens a bundle.
     *
     * @param key public key that must have signed it; empty to trust the file
     * @throws CommandFailure when it is not there, damaged, or not signed with the key
     */
    static ParameterBundle bundle(Path file, Optional<Path> key) {
        Decoded decoded = BundleFile.read(file, key);
        if (decoded instanceof Decoded.Accepted accepted) {
            return accepted.bundle();
        }
        throw new CommandFailure("cannot use bundle " + file + ": " + ((Decoded.Refused) decoded).reason());
    }

    /**
     * Name of the domain asked for.
     *
     * @throws CommandFailure when it is described by a file that cannot be used
     */
    String domain() {
        try {
            return config(Path.of("")).domainName();
        } catch (InputException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Settings of an ingest service beside the embedded broker, with the folder of its stores. */
    IngestConfig config(Path streams) {
        IngestConfig config = IngestConfig.oneMachine(
                        domain, watched.or(() -> data), streams, from, to, openLoop, cells)
                .withForecastEvery(forecastEveryDays);
        return watched.isPresent() ? config.watching(fetched.map(FetchSettings::read)) : config;
    }
}

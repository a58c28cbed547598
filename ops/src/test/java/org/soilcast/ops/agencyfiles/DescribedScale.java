package org.soilcast.ops.agencyfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.twin.TwinExperiment;
import org.soilcast.ops.TestLaunch;
import org.soilcast.ops.drill.JavaProcess;
import org.soilcast.ops.drill.RunProgress;
import org.soilcast.ops.drill.SoilcastRuns;

/**
 * Runs conus_m36 on so many days of files in their real formats, and prints what that costs and whether all came out:
 * {@code FOLDER DAYS [CELLS]}, from the folder of ops. Not a test: what it prints depends on the machine. Files that are
 * there are not written again. Of the twin's cells those count that lie in the domain's region.
 */
final class DescribedScale {
    private static final String DOMAIN = "conus_m36";
    /** Of which some 8,000 lie in the region. */
    private static final int CELLS = 9_000;

    private static final LocalDate FIRST = TwinExperiment.DEFAULT_FIRST_DATE;
    private static final int CELL = 0;
    private static final int DATE = 1;
    private static final int LEAD = 2;
    private static final int OBSERVED = 9;

    private DescribedScale() {}

    /** Writes what is missing, runs, exports and compares. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        int cells = arguments.length > 2 ? Integer.parseInt(arguments[2]) : CELLS;
        Set<String> written = write(folder, cells, days);
        var runs = new SoilcastRuns(
                TestLaunch.likeTheShellCommand(),
                List.of("--domain", DOMAIN, "--data", folder.resolve("data").toString()),
                folder);
        run(runs);
        Path csv = runs.export("state");
        compare(csv, written);
    }

    /** The retrievals that the domain takes, as the export has them. */
    private static Set<String> write(Path folder, int cells, int days) throws IOException {
        Path list = folder.resolve("retrievals.txt");
        if (!Files.exists(list)) {
            // a day of weather is past when the next one's file is there
            var files = new TwinFiles(cells, FIRST, FIRST.plusDays(days));
            if (!Files.exists(folder.resolve("data"))) {
                files.write(folder.resolve("data"));
            }
            DescribedDomain domain = DomainFile.read(DOMAIN);
            var lines = new TreeSet<String>();
            files.twin().dates().dates().limit(days).forEach(date -> {
                float[] values = files.twin().retrievals().day(date).soilMoistureM3PerM3();
                List<Cell> all = files.twin().domain().cells();
                for (int i = 0; i < values.length; i++) {
                    int key = Integer.parseInt(all.get(i).key());
                    double latitude =
                            domain.grid().latitudeDegrees(key / domain.grid().columns());
                    double longitude =
                            domain.grid().longitudeDegrees(key % domain.grid().columns());
                    if (!Float.isNaN(values[i]) && domain.region().contains(latitude, longitude)) {
                        lines.add(String.format(Locale.ROOT, "%d,%s,%.6f", key, date, values[i]));
                    }
                }
            });
            Files.write(list, lines);
        }
        return new HashSet<>(Files.readAllLines(list));
    }

    private static void run(SoilcastRuns runs) throws Exception {
        long start = System.nanoTime();
        var cost = new Cost(0, 0);
        try (JavaProcess run = runs.start("state")) {
            OptionalInt exitCode = OptionalInt.empty();
            while (exitCode.isEmpty()) {
                cost = Cost.of(run.pid()).orElse(cost);
                exitCode = run.exitCode(Duration.ofMillis(500));
            }
            RunProgress progress =
                    RunProgress.last(run.output()).orElseThrow(() -> new IllegalStateException(run.output()));
            System.out.printf(
                    Locale.ROOT,
                    "exit code %d, %d of %d days, %.0f s by the clock, %.0f core seconds, at most %d MB resident%n",
                    exitCode.getAsInt(),
                    progress.days(),
                    progress.ofAll(),
                    (System.nanoTime() - start) / 1e9,
                    cost.coreSeconds,
                    cost.residentMb);
        }
    }

    /** What a process has cost so far; its memory as the system has it. */
    private record Cost(double coreSeconds, long residentMb) {
        static java.util.Optional<Cost> of(long pid) {
            try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
                return status.filter(line -> line.startsWith("VmHWM:"))
                        .findFirst()
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                        .flatMap(megabytes -> ProcessHandle.of(pid)
                                .flatMap(process -> process.info().totalCpuDuration())
                                .map(used -> new Cost(used.toMillis() / 1e3, megabytes)));
            } catch (IOException e) {
                return java.util.Optional.empty(); // it has ended
            }
        }
    }

    private static void compare(Path csv, Set<String> written) throws IOException {
        int rows = 0;
        int read = 0;
        int asWritten = 0;
        Set<String> cells = new HashSet<>();
        try (Stream<String> lines = Files.lines(csv)) {
            for (String line : (Iterable<String>) lines.skip(1)::iterator) {
                String[] columns = line.split(",", -1);
                if (columns[LEAD].equals("0")) {
                    rows++;
                    cells.add(columns[CELL]);
                    read += columns[OBSERVED].isEmpty() ? 0 : 1;
                    asWritten +=
                            written.contains(columns[CELL] + "," + columns[DATE] + "," + columns[OBSERVED]) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d cells, %d rows of analyses; retrievals: %d written, %d read, %.3f %% of the written as they were%n",
                cells.size(),
                rows,
                written.size(),
                read,
                100.0 * asWritten / written.size());
    }
}

package org.soilcast.ops.drill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.soilcast.ops.CommandFailure;
import org.soilcast.ops.agency.AgencyFault;
import org.soilcast.ops.agency.AgencyServer;
import org.soilcast.ops.agency.AgencyShelf;
import org.soilcast.ops.agency.FaultPlan;
import org.soilcast.ops.agency.TwinFiles;

/**
 * A simulated year: an agency publishes the twin's files day by day, late, again, and with faults; a run fetches and analyses
 * them and is killed at times. Its export must be that of a run that has all files at once.
 */
public final class YearDrill {
    private static final String TOKEN = "drill-token-4f1c9a77";
    private static final Duration AGENCY_CLOCK_IS_OFF_BY = Duration.ofHours(7);
    /** Days that the agency goes on while what it has published is not fetched yet. */
    private static final int DAYS_AHEAD = 2;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MOST_FAULTS_A_DAY = 2;

    private final YearPlan plan;
    private final Path folder;
    private final SoilcastRuns runs;
    private final PrintWriter out;
    private final Random random;
    private final Path published;
    private final Path fetched;
    private final AgencyShelf shelf = new AgencyShelf();
    private final FaultPlan faults = new FaultPlan();
    private final TokenWatch token = new TokenWatch(TOKEN);

    /**
     * What came of a year.
     *
     * @param files published
     * @param replaced files among them that others took the place of
     * @param kills that hit the run
     * @param faults that the agency made
     * @param difference between the exports
     * @param leaks where the token was seen and should not be
     */
    public record Report(
            int files,
            int replaced,
            int kills,
            Map<AgencyFault, Integer> faults,
            ExportDifference difference,
            Set<String> leaks) {
        public Report {
            faults = Map.copyOf(faults);
            leaks = Set.copyOf(leaks);
        }

        /** Whether all is as it should be. */
        public boolean isGood() {
            return difference.isNone() && leaks.isEmpty();
        }
    }

    /**
     * A drill.
     *
     * @param launch how runs are started
     * @param folder for all that is made
     * @param out takes a line for each step
     */
    public YearDrill(YearPlan plan, JavaProcess.Launch launch, Path folder, PrintWriter out) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        this.random = new Random(plan.seed() + 1);
        this.published = Files.createDirectories(folder.resolve("published"));
        this.fetched = Files.createDirectories(folder.resolve("fetched"));
        this.runs = new SoilcastRuns(
                launch,
                List.of(
                        "--domain",
                        folder.resolve("domain.yaml").toString(),
                        "--from",
                        plan.dates().first().toString(),
                        "--to",
                        plan.dates().last().toString()),
                folder);
    }

    /**
     * Lives through the year and compares.
     *
     * @throws CommandFailure when a run fails by itself
     */
    public Report run() throws InterruptedException, IOException {
        var files = new TwinFiles(plan.cells(), plan.dates(), published);
        files.describe(folder.resolve("domain.yaml"));
        List<YearEvent> events = YearEvents.write(plan, files);
        tell("wrote " + events.size() + " files of " + plan.dates() + ", seed " + plan.seed());
        Map<String, YearEvent> last = new HashMap<>();
        events.forEach(event -> last.put(event.subject(), event));
        int kills;
        try (var agency = new AgencyServer(shelf, faults, TOKEN, AGENCY_CLOCK_IS_OFF_BY)) {
            agency.describe(folder.resolve("sources.yaml"), Files.writeString(folder.resolve("token"), TOKEN));
            kills = live(events);
            token.lookAtRequests(agency);
        }
        runs.finish("year", "--data", fetched.toString());
        tell("the year is over, all is worked off");
        runs.finish("at-once", "--data", atOnce(events, last).toString());
        tell("the run with all files at once is over");
        token.lookAt("log", Files.readString(folder.resolve("year").resolve("soilcast.log")));
        ExportDifference difference = ExportDifference.between(
                runs.export("year"), runs.export("at-once"), plan.dates().last());
        return new Report(events.size(), events.size() - last.size(), kills, faults.made(), difference, token.seenIn());
    }

    private void tell(String line) {
        out.println("drill year: " + line);
        out.flush();
    }

    /** The days of the year one after another, with a run that is started again when it was killed; number of kills. */
    private int live(List<YearEvent> events) throws InterruptedException, IOException {
        Set<Integer> killOn = random.ints(0, plan.days())
                .distinct()
                .limit(plan.kills())
                .boxed()
                .collect(Collectors.toSet());
        var pending = new ArrayList<YearEvent>();
        publishUntil(plan.firstOfYear(), events, pending);
        int kills = 0;
        JavaProcess run = start();
        try {
            run.await(this::isBeforeTheYear, SoilcastRuns.LONGEST);
            tell("the days before the year are out");
            LocalDate end = events.get(events.size() - 1).publishedOn();
            LocalDate today = plan.firstOfYear();
            for (int day = 0; !today.isAfter(end) || !pending.isEmpty(); day++) {
                today = today.plusDays(1);
                publishUntil(today, events, pending);
                requireAlive(run, plan.day());
                if (killOn.contains(day) && run.kill()) {
                    kills++;
                    run.close();
                    run = start();
                    tell("killed on " + today + ", " + pending.size() + " files on their way");
                }
                awaitFetched(run, pending, today.minusDays(DAYS_AHEAD));
            }
            run.terminate();
            run.awaitExit(SoilcastRuns.LONGEST);
            token.lookAt("output of the run", run.output());
        } finally {
            run.close();
        }
        return kills;
    }

    private boolean isBeforeTheYear(String line) {
        return RunProgress.of(line)
                .filter(now -> now.ofAll() > 0 && now.days() == now.ofAll())
                .isPresent();
    }

    private JavaProcess start() throws IOException {
        JavaProcess run = runs.follow(
                "year",
                "--watch",
                fetched.toString(),
                "--fetch",
                folder.resolve("sources.yaml").toString());
        Path commandLine = Path.of("/proc", Long.toString(run.pid()), "cmdline");
        if (Files.isReadable(commandLine)) {
            token.lookAt("list of processes", Files.readString(commandLine));
        }
        return run;
    }

    /** Publishes what is due, with faults on its way. */
    private void publishUntil(LocalDate today, List<YearEvent> events, List<YearEvent> pending) throws IOException {
        for (YearEvent event : events) {
            if (event.publishedOn().equals(today)) {
                pending.removeIf(before -> before.subject().equals(event.subject()));
                pending.add(event);
                event.publish(shelf, today.atTime(12, 0).toInstant(ZoneOffset.UTC));
            }
        }
        for (int fault = random.nextInt(MOST_FAULTS_A_DAY + 1); fault > 0 && !pending.isEmpty(); fault--) {
            AgencyFault[] kinds = AgencyFault.values();
            AgencyFault kind = kinds[random.nextInt(kinds.length)];
            YearEvent hit = pending.get(random.nextInt(pending.size()));
            boolean isSearch = random.nextInt(4) == 0;
            // Folders state no checksums: of their files nobody can know.
            if (isSearch || hit.isGranule() || kind != AgencyFault.WRONG_BYTES) {
                faults.add(kind, "/" + (isSearch ? "search" : hit.name()));
            }
        }
    }

    private static void requireAlive(JavaProcess run, Duration within) throws InterruptedException {
        if (run.exitCode(within).isPresent()) {
            throw new CommandFailure("the run ended by itself: " + run.output());
        }
    }

    /** Waits until what was published up to a day is in the folder. */
    private void awaitFetched(JavaProcess run, List<YearEvent> pending, LocalDate upTo)
            throws InterruptedException, IOException {
        long deadline = System.nanoTime() + SoilcastRuns.LONGEST.toNanos();
        while (true) {
            for (YearEvent event : List.copyOf(pending)) {
                if (event.isIn(fetched)) {
                    pending.remove(event);
                }
            }
            if (pending.stream().allMatch(event -> event.publishedOn().isAfter(upTo))) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("not fetched: " + pending + "; " + run.output());
            }
            requireAlive(run, POLL);
        }
    }

    /** A folder with the same files: all granules, whatever their issue, and the weather that stayed. */
    private Path atOnce(List<YearEvent> events, Map<String, YearEvent> last) throws IOException {
        Path all = Files.createDirectories(folder.resolve("all"));
        for (YearEvent event : events) {
            if (event.isGranule() || event.equals(last.get(event.subject()))) {
                Files.copy(event.content(), all.resolve(event.name()));
            }
        }
        return all;
    }
}

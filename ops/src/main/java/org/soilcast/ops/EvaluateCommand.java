package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.ParameterLearning;
import org.soilcast.laboratory.evaluation.BundleSplit;
import org.soilcast.laboratory.evaluation.Evaluation;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.forecast.ForecastVerification;
import org.soilcast.laboratory.forecast.LeadRow;
import org.soilcast.laboratory.report.Comparison;
import org.soilcast.laboratory.report.ResultFile;
import org.soilcast.laboratory.verification.Observations;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soilcast evaluate}: learning and its competitors beside each other, on the same cells and days. */
@Command(
        name = "evaluate",
        description = "Compare learned parameters with their competitors against retrievals that none has seen.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOILCAST_DATA}",
            description = "Folder with data sets. Default: the environment variable SOILCAST_DATA.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "smap_conus",
            description = "smap_conus, uscrn, or the built-in twin. Default: ${DEFAULT-VALUE}.")
    private String domain = "smap_conus";

    @Option(names = "--cells", paramLabel = "N", defaultValue = "512", description = "Cells of the twin.")
    private int cells;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "state",
            description = "Folder that holds what has been read; shared with 'run'. Default: ${DEFAULT-VALUE}.")
    private Path state = Path.of("state");

    @Option(names = "--train-from", paramLabel = "DATE", description = "First training day. Default: the data's first.")
    private Optional<LocalDate> trainFrom = Optional.empty();

    @Option(names = "--train-to", paramLabel = "DATE", description = "Last training day. Default: after one year.")
    private Optional<LocalDate> trainTo = Optional.empty();

    @Option(names = "--from", paramLabel = "DATE", description = "First day judged. Default: after the training days.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Last day judged. Default: the data's last.")
    private Optional<LocalDate> to = Optional.empty();

    @Mixin
    private final ModelArguments models = new ModelArguments();

    @Option(
            names = "--splits",
            paramLabel = "NAME",
            split = ",",
            description = "trained, unseen (the other half of the blocks), region (a quarter of the domain left out)."
                    + " Default: trained,unseen.")
    private Set<Split> splits = EnumSet.of(Split.TRAINED, Split.UNSEEN);

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure to this file.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Also judge the parameters that this bundle of 'train' gives the cells: trained are those that it"
                            + " learned from, judged only on days after it learned, unseen the others. May be repeated.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--forecasts",
            paramLabel = "FILE",
            description =
                    "Also verify what each bundle forecasts up to four weeks ahead, issued every five days, and write"
                            + " the figures by lead to this CSV file.")
    private Optional<Path> forecasts = Optional.empty();

    @Option(
            names = "--scaling",
            description = "Also learn from 1/16, 1/8, 1/4 and 1/2 of the cells, and show skill and cost.")
    private boolean scaling;

    @Option(
            names = "--experts",
            description = "Also train an expert for each tercile of moisture alone, of g_A and g_Z.")
    private boolean experts;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also write the page index.html with tables, maps and charts to this folder.")
    private Optional<Path> report = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        models.requireKnown();
        List<ParameterBundle> opened = bundles.stream()
                .map(file -> InputArguments.bundle(file, Optional.empty()))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        CellHistory all = history(out);
        LocalDate first = trainFrom.orElse(all.span().first());
        LocalDate lastTraining = trainTo.orElse(first.plusYears(1).minusDays(1));
        LocalDate firstJudged = from.orElse(lastTraining.plusDays(1));
        LocalDate last = to.orElse(all.span().last());
        requireOrder(all.span(), first, lastTraining, firstJudged, last);
        var evaluation = new Evaluation(all.between(first, last), lastTraining);
        Observations observations = VerificationSets.read(data, domain, evaluation.history(), out);
        List<Competitor> chosen = models.chosen(evaluation.history(), out);
        var comparison = new Comparison(evaluation, firstJudged, observations, out);
        String title = String.format(
                Locale.ROOT,
                "%s: %d cells, trained on %s..%s, judged on %s..%s",
                domain,
                all.cells().size(),
                first,
                lastTraining,
                firstJudged,
                last);
        out.println(title);
        for (int i = 0; i < opened.size(); i++) { // first: they are quick, and refused before hours of learning
            Path file = bundles.get(i);
            comparison.add(
                    file.getFileName().toString(), opened.get(i), split(file, opened.get(i), all.cells(), firstJudged));
        }
        if (forecasts.isPresent()) {
            verify(new ForecastVerification(all.between(first, last), lastTraining, firstJudged), opened, all, out);
        }
        for (Competitor competitor : chosen) {
            comparison.add(competitor, splits);
            if (experts && competitor instanceof ParameterLearning) {
                comparison.addExperts(competitor, splits);
            }
        }
        if (scaling) {
            for (Competitor competitor : chosen) {
                comparison.addScaling(competitor);
            }
        }
        if (json.isPresent()) {
            ResultFile.write(comparison.rows(), json.get());
        }
        if (report.isPresent()) {
            Files.createDirectories(report.get());
            Files.writeString(report.get().resolve("index.html"), comparison.page(title, command()));
        }
        return 0;
    }

    private void verify(
            ForecastVerification verification, List<ParameterBundle> opened, CellHistory all, PrintWriter out)
            throws IOException {
        List<LeadRow> rows = new ArrayList<>(verification.competitors());
        for (int i = 0; i < opened.size(); i++) {
            Path file = bundles.get(i);
            LocalDate firstJudged = verification.from();
            rows.addAll(verification.of(
                    file.getFileName().toString(),
                    opened.get(i),
                    split(file, opened.get(i), all.cells(), firstJudged)));
        }
        ForecastVerification.table(rows).forEach(out::println);
        out.flush();
        List<String> lines = new ArrayList<>(List.of(LeadRow.HEADER));
        rows.forEach(row -> lines.add(row.line()));
        Files.write(forecasts.orElseThrow(), lines);
    }

    private String command() {
        return "./soilcast evaluate "
                + String.join(" ", spec.commandLine().getParseResult().expandedArgs());
    }

    private CellHistory history(PrintWriter out) {
        try (StateFolder held = StateFolder.take(state)) {
            LogFile.in(state);
            return DomainHistory.read(held, data, domain, trainFrom, to, cells, out);
        }
    }

    private BundleSplit split(
            Path bundle, ParameterBundle opened, List<CellHistory.Cell> judged, LocalDate firstJudged) {
        try {
            return BundleSplit.of(opened.manifest().training(), domain, judged, splits, firstJudged);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("cannot judge bundle " + bundle + ": " + e.getMessage());
        }
    }

    private static void requireOrder(
            DaySpan span, LocalDate first, LocalDate lastTraining, LocalDate firstJudged, LocalDate last) {
        boolean inOrder = !first.isBefore(span.first())
                && !lastTraining.isBefore(first)
                && firstJudged.isAfter(lastTraining)
                && !last.isBefore(firstJudged)
                && !last.isAfter(span.last());
        if (!inOrder) {
            throw new CommandFailure("cannot train on " + first + ".." + lastTraining + " and judge on " + firstJudged
                    + ".." + last + ": expected days of " + span.first() + ".." + span.last()
                    + ", those judged after the training");
        }
    }
}

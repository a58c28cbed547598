package org.soilcast.ops;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.soilcast.ingest.parse.UscrnProbes;
import org.soilcast.ingest.parse.UscrnReader;
import org.soilcast.ingest.parse.UsdmCounties;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.laboratory.verification.DroughtMaps;
import org.soilcast.laboratory.verification.Observations;
import org.soilcast.laboratory.verification.ProbeSeries;
import org.soilcast.learning.history.CellHistory;

/**
 * What lies beside a domain's own data to verify its results with, and does not go through the topics: of uscrn the probes of
 * all days and depths, and the drought maps of the stations' counties.
 */
final class VerificationSets {
    /** A map valid for a Tuesday morning is compared with what was known when the day before had ended. */
    private static final int DAYS_BEFORE_MAP = 1;

    private VerificationSets() {}

    /**
     * Reads what there is for a domain.
     *
     * @param data folder with data sets
     * @param history whose cells and days are wanted
     * @param out where it is said what there is
     * @throws CommandFailure when a set is there but cannot be read
     */
    static Observations read(Optional<Path> data, String domain, CellHistory history, PrintWriter out) {
        if (data.isEmpty() || !domain.equals(UscrnReader.NAME)) {
            return Observations.NONE;
        }
        try {
            UscrnProbes probes = UscrnProbes.read(data.get().resolve(UscrnReader.NAME));
            Path maps = data.get().resolve(UsdmCounties.NAME);
            Optional<DroughtMaps> drought = Files.isDirectory(maps)
                    ? Optional.of(droughtMaps(UsdmCounties.read(maps), probes, history, out))
                    : Optional.empty();
            if (drought.isEmpty()) {
                out.println("soilcast: no folder " + maps + ", so no comparison with drought maps");
            }
            return new Observations(Optional.of(series(probes, history)), drought);
        } catch (InputException e) {
            throw new CommandFailure("cannot verify " + domain + ": " + e.getMessage());
        }
    }

    private static ProbeSeries series(UscrnProbes probes, CellHistory history) {
        int cells = history.cells().size();
        int[] stations = stations(probes, history.cells());
        var surface = new float[history.span().days() * cells];
        var rootZone = new float[surface.length];
        for (int day = 0; day < history.span().days(); day++) {
            LocalDate date = history.span().first().plusDays(day);
            float[] at5Cm = probes.soilMoistureM3PerM3(date, UscrnProbes.Depth.CM_5);
            float[] below = probes.rootZoneM3PerM3(date);
            for (int cell = 0; cell < cells; cell++) {
                surface[day * cells + cell] = at5Cm[stations[cell]];
                rootZone[day * cells + cell] = below[stations[cell]];
            }
        }
        return new ProbeSeries(surface, rootZone);
    }

    private static DroughtMaps droughtMaps(
            UsdmCounties counties, UscrnProbes probes, CellHistory history, PrintWriter out) {
        if (!counties.rejected().isEmpty()) {
            out.println("soilcast: " + counties.rejected().size() + " lines of the drought maps not taken, the first: "
                    + counties.rejected().get(0).detail());
        }
        int cells = history.cells().size();
        int[] stations = stations(probes, history.cells());
        List<LocalDate> valid = counties.validDates();
        var meanClass = new float[valid.size() * cells];
        var d1Share = new float[meanClass.length];
        Arrays.fill(meanClass, Float.NaN);
        Arrays.fill(d1Share, Float.NaN);
        for (int at = 0; at < meanClass.length; at++) {
            LocalDate date = valid.get(at / cells);
            int place = at;
            probes.county(stations[at % cells])
                    .flatMap(county -> counties.area(county, date))
                    .ifPresent(area -> {
                        meanClass[place] = area.meanClass();
                        d1Share[place] = area.d1Share();
                    });
        }
        return new DroughtMaps(
                valid.stream().map(date -> date.minusDays(DAYS_BEFORE_MAP)).toList(), meanClass, d1Share);
    }

    /** Where the probes of each cell stand. */
    private static int[] stations(UscrnProbes probes, List<CellHistory.Cell> cells) {
        return cells.stream()
                .mapToInt(cell -> {
                    OptionalInt station = probes.domain().position(cell.id());
                    return station.orElseThrow(
                            () -> new CommandFailure("station " + cell.id() + " does not stand in stations.csv"));
                })
                .toArray();
    }
}

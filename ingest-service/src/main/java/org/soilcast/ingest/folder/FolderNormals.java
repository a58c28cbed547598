package org.soilcast.ingest.folder;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.domain.NormalsFit;
import org.soilcast.ingest.source.ForcingDay;

/**
 * The normals of a folder's weather. They stay as they were published until the folder can tell more: a variable of which
 * nothing was known, or the course over the year where only means were. They are fitted to the first year alone, so that what
 * they fill does not go by how many days were there at a start; a folder that begins with less than that has the normals of
 * what it began with until the year is whole.
 */
final class FolderNormals {
    private static final int DAYS_PER_YEAR = 366;
    /** How many more days there must be before another fit is tried that may tell nothing new. */
    private static final int DAYS_BETWEEN_FITS = 30;

    private Optional<Normals> known;
    private int fittedDays;

    /** Normals as they were published; empty when none were. */
    FolderNormals(Optional<Normals> published) {
        this.known = published;
    }

    /** The normals. */
    Normals of(Domain domain, FolderForcing forcing) {
        Normals normals = known.filter(before -> !mayTellMore(before, forcing)).orElseGet(() -> fit(domain, forcing));
        // fitted without files that could not be read, they are fitted again
        known = forcing.lacksFiles() ? Optional.empty() : Optional.of(normals);
        return normals;
    }

    private boolean mayTellMore(Normals before, FolderForcing forcing) {
        int days = forcing.dates().days();
        boolean hasYear = days >= DAYS_PER_YEAR && fittedDays < DAYS_PER_YEAR;
        boolean hasMore = fittedDays == 0 || days >= fittedDays + DAYS_BETWEEN_FITS;
        return Normals.VARIABLES.stream()
                .filter(forcing::offers)
                .anyMatch(variable -> hasYear && !before.knowsCourse(variable) || hasMore && !before.knows(variable));
    }

    private Normals fit(Domain domain, FolderForcing forcing) {
        var fit = new NormalsFit(domain.cells().size());
        fittedDays = forcing.dates().days();
        forcing.dates().dates().limit(DAYS_PER_YEAR).forEach(date -> add(fit, date, forcing.day(date)));
        return fit.normals();
    }

    private static void add(NormalsFit fit, LocalDate date, ForcingDay day) {
        for (ForcingVariable variable : Normals.VARIABLES) {
            float[] values = day.values(variable);
            if (values.length > 0) {
                fit.add(date, variable, values);
            }
        }
    }
}

package org.soilcast.ingest.inspect;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.folder.FolderFile;
import org.soilcast.ingest.source.Retrieval;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.weather.WeatherRole;

/** Whether a domain would take a file, and why not. */
final class DomainVerdict {
    private DomainVerdict() {}

    /** One line. */
    static String line(DescribedDomain domain, SourceFile file, FolderFile known) {
        return "domain " + domain.name() + ": "
                + (known.retrievals().isEmpty() ? weather(domain, known) : retrievals(domain, file, known));
    }

    private static String retrievals(DescribedDomain domain, SourceFile file, FolderFile known) {
        String product = domain.retrievals().product();
        if (!known.isOf(product)) {
            return "does not take it: it takes retrievals of " + product;
        }
        Set<LocalDate> dates = new TreeSet<>();
        long count = 0;
        for (Retrieval retrieval : file.retrievals()) {
            if (domain.takes(retrieval)) {
                dates.add(retrieval.localDate());
                count++;
            }
        }
        return count == 0
                ? "takes none of its retrievals: no recommended one of the "
                        + (domain.retrievals().isEvening() ? "evening" : "morning") + " pass lies in its region"
                : "takes " + count + " retrievals, of "
                        + String.join(
                                ", ", dates.stream().map(LocalDate::toString).toList());
    }

    private static String weather(DescribedDomain domain, FolderFile known) {
        if (known.weather().isEmpty()) {
            return "does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes";
        }
        if (known.issued().isPresent()) {
            return "takes it as a forecast of the weather, started "
                    + known.issued().get();
        }
        List<String> taken = known.weather().keySet().stream()
                .filter(role -> domain.forcing().getOrDefault(role, List.of()).contains(known.agency()))
                .sorted()
                .map(WeatherRole::label)
                .toList();
        return taken.isEmpty()
                ? "does not take it: none of its variables is to come from " + known.agency()
                : "takes " + String.join(", ", taken) + " of " + known.agency();
    }
}

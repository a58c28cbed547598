package org.soilcast.ingest.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.KnownDomain;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DomainInput;

/**
 * A described domain and the folder that its files come to. Its cells are found in the first granules, and stay those that
 * were published: granules that come later add none.
 */
public final class FolderInput {
    private final DescribedDomain described;
    private final AgencyFolder folder;
    private final FolderNormals normals;
    private Optional<Domain> domain;
    private Optional<StepReader> steps = Optional.empty();

    /**
     * A folder that has not been looked at.
     *
     * @param published the domain as it was published; empty when it was not
     * @param index where to keep what is known of the files; empty for nowhere
     * @throws InputException when another domain was published, or there is no such folder
     */
    public FolderInput(DescribedDomain described, Path folder, Optional<KnownDomain> published, Optional<Path> index) {
        this.described = described;
        this.folder = new AgencyFolder(folder, described, index);
        this.domain = published.map(KnownDomain::domain);
        this.normals = new FolderNormals(published.map(KnownDomain::normals));
        domain.ifPresent(known -> requireSame(known, described));
    }

    private static void requireSame(Domain known, DescribedDomain described) {
        String before = known.description().dayDefinition();
        String now = described.description(List.of()).dayDefinition();
        if (!known.name().equals(described.name())) {
            throw new InputException("the broker holds the domain " + known.name() + ", not " + described.name()
                    + ": give each domain a state folder or broker of its own");
        }
        if (!before.equals(now)) {
            throw new InputException("the description of " + described.name() + " has changed since the domain was"
                    + " published; a domain keeps its description: use another name and an empty state folder");
        }
    }

    /**
     * Looks at the folder.
     *
     * @param onlySettled whether files are left alone until a second look finds them the same
     * @return whether the files that count have changed
     */
    public boolean look(boolean onlySettled) {
        return folder.look(onlySettled);
    }

    /**
     * What can be published of the folder as it was looked at last.
     *
     * @throws InputException when it has no granule with cells of the domain, or not one whole day of weather; it says which
     *     files were rejected
     */
    public DomainInput input() {
        List<FolderFile> files = folder.files();
        try {
            Domain cells = domain.orElseGet(() -> GranuleCells.read(described, files));
            domain = Optional.of(cells);
            StepReader reader = steps.orElseGet(() -> new StepReader(described.grid(), cells));
            steps = Optional.of(reader);
            var forcing = new FolderForcing(described, cells, files, reader, unread());
            var retrievals = new FolderRetrievals(described, cells, files, forcing.dates(), unread());
            return new DomainInput(
                    cells,
                    normals.of(cells, forcing),
                    forcing,
                    retrievals,
                    FolderForecasts.of(described, cells, files, reader, unread()),
                    folder.rejected(),
                    List.of(described(files)));
        } catch (InputException e) {
            throw new InputException(String.valueOf(e.getMessage()), folder.rejected());
        }
    }

    private UnreadFiles unread() {
        return new UnreadFiles(folder::lookAgainAt);
    }

    /** How many files of each product. */
    private static String described(List<FolderFile> files) {
        var counts = new TreeMap<String, Integer>();
        files.forEach(file -> counts.merge(file.product(), 1, Integer::sum));
        return "files: "
                + String.join(
                        ", ",
                        counts.entrySet().stream()
                                .map(count -> count.getValue() + " of " + count.getKey())
                                .toList());
    }
}

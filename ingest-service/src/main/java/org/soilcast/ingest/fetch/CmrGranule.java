package org.soilcast.ingest.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry of a search for granules, by the Unified Metadata Model for granules (UMM-G 1.6).
 *
 * @param file that the data are in
 * @param produced when its content was made, by the agency's clock
 * @param revision of the entry
 */
record CmrGranule(RemoteFile file, Instant produced, long revision) {
    /** Reads an entry; empty when it names no file that could be fetched. */
    static Optional<CmrGranule> of(JsonNode item) {
        JsonNode granule = item.path("umm");
        long revision = item.path("meta").path("revision-id").asLong(0);
        Optional<URI> address = address(granule.path("RelatedUrls"));
        Optional<LocalDate> last = last(granule.path("TemporalExtent"));
        if (address.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        String name = RemoteFile.nameOf(address.get());
        JsonNode data = granule.path("DataGranule");
        Optional<JsonNode> stated = stated(data.path("ArchiveAndDistributionInformation"), name);
        String produced = data.path("ProductionDateTime").asText("");
        long bytes = stated.map(file -> file.path("SizeInBytes").asLong(-1)).orElse(-1L);
        Optional<Checksum> checksum = stated.flatMap(file -> Checksum.of(
                file.path("Checksum").path("Algorithm").asText(""),
                file.path("Checksum").path("Value").asText("")));
        String edition = item.path("meta").path("concept-id").asText("") + " " + revision + " " + produced + " "
                + checksum.map(Checksum::hexadecimal).orElse("");
        return Optional.of(new CmrGranule(
                new RemoteFile(
                        name,
                        address.get(),
                        edition,
                        bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty(),
                        checksum,
                        last.get()),
                instant(produced).orElse(Instant.EPOCH),
                revision));
    }

    /** The first address of data over the web; others are of descriptions, pictures and stores. */
    private static Optional<URI> address(JsonNode addresses) {
        for (JsonNode one : addresses) {
            String text = one.path("URL").asText("");
            if (one.path("Type").asText("").equals("GET DATA") && text.matches("https?://[^\\s]+")) {
                try {
                    URI address = URI.create(text);
                    String name = RemoteFile.nameOf(address);
                    if (address.getHost() != null && RemoteFile.isSafe(name) && !name.matches(".*\\.(xml|qa|met)")) {
                        return Optional.of(address);
                    }
                } catch (IllegalArgumentException e) {
                    continue; // no address
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> last(JsonNode extent) {
        JsonNode range = extent.path("RangeDateTime");
        String text = range.path("EndingDateTime")
                .asText(range.path("BeginningDateTime")
                        .asText(extent.path("SingleDateTime").asText("")));
        return instant(text).map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> stated(JsonNode files, String name) {
        for (JsonNode file : files) {
            if (file.path("Name").asText("").equals(name)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}

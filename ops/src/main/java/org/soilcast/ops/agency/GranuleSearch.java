package org.soilcast.ops.agency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.soilcast.ops.agency.AgencyShelf.Shelved;

/**
 * The search for granules as the Common Metadata Repository answers it, of what a client needs: pages of UMM-G 1.6, a header
 * that says how to go on behind each page that is not empty, and the time span asked for.
 */
final class GranuleSearch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GranuleSearch() {}

    /**
     * A page.
     *
     * @param hits number of granules on all pages
     * @param searchAfter what to send for the next page; empty behind the last
     */
    record Page(String json, int hits, Optional<String> searchAfter) {}

    /** The page asked for. */
    static Page page(AgencyShelf shelf, String granules, URI request, Headers headers) throws IOException {
        Map<String, String> query = Arrays.stream(request.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String[] span = query.getOrDefault("temporal", ",").split(",");
        boolean isOurs = "SPL3SMP".equals(query.get("short_name")) && TwinFiles.VERSION.equals(query.get("version"));
        List<Shelved> all = isOurs ? shelf.granules(date(span[0]), date(span[1])) : List.of();
        String after = headers.containsKey("CMR-Search-After")
                ? headers.getFirst("CMR-Search-After").replaceAll("[\\[\\]\"]", "")
                : "";
        List<Shelved> page = all.stream()
                .filter(one -> one.name().compareTo(after) > 0)
                .limit(Integer.parseInt(query.getOrDefault("page_size", "10")))
                .toList();
        ObjectNode body = JSON.createObjectNode().put("hits", all.size()).put("took", 1);
        var items = body.putArray("items");
        for (Shelved one : page) {
            items.add(entry(one, granules));
        }
        Optional<String> next = page.isEmpty()
                ? Optional.empty()
                : Optional.of("[\"" + page.get(page.size() - 1).name() + "\"]");
        return new Page(JSON.writeValueAsString(body), all.size(), next);
    }

    private static LocalDate date(String moment) {
        return LocalDate.ofInstant(Instant.parse(moment), ZoneOffset.UTC);
    }

    private static ObjectNode entry(Shelved one, String granules) throws IOException {
        ObjectNode entry = JSON.createObjectNode();
        entry.putObject("meta")
                .put("concept-type", "granule")
                .put("concept-id", "G" + Integer.toUnsignedString(one.name().hashCode()) + "-SOILCAST")
                .put("revision-id", one.revision())
                .put("native-id", one.name());
        ObjectNode granule = entry.putObject("umm").put("GranuleUR", one.name());
        granule.putObject("TemporalExtent")
                .putObject("RangeDateTime")
                .put("BeginningDateTime", one.date() + "T00:00:00.000Z")
                .put("EndingDateTime", one.date() + "T23:59:59.999Z");
        ObjectNode data = granule.putObject("DataGranule")
                .put("DayNightFlag", "Unspecified")
                .put("ProductionDateTime", one.published().toString());
        ObjectNode file = data.putArray("ArchiveAndDistributionInformation")
                .addObject()
                .put("Name", one.name())
                .put("SizeInBytes", Files.size(one.content()));
        file.putObject("Checksum").put("Value", one.sha256()).put("Algorithm", "SHA-256");
        var addresses = granule.putArray("RelatedUrls");
        addresses.addObject().put("URL", granules + one.name() + ".iso.xml").put("Type", "EXTENDED METADATA");
        addresses.addObject().put("URL", granules + one.name()).put("Type", "GET DATA");
        addresses.addObject().put("URL", "s3://store/" + one.name()).put("Type", "GET DATA VIA DIRECT ACCESS");
        return entry;
    }
}

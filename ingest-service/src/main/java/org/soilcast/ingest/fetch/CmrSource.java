package org.soilcast.ingest.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.fetch.FetchProblem.Reach;
import org.soilcast.ingest.source.DateRange;
import org.soilcast.ingest.source.GranuleName;

/**
 * Granules of a collection by NASA's Common Metadata Repository: pages of {@code granules.umm_json}, each asked for with the
 * {@code CMR-Search-After} of the one before until an answer has none (CMR search API). Of the issues of a granule the highest
 * is taken, of entries of the same name the one produced last.
 *
 * @param brings what its granules bring
 * @param search address of the search, without {@code /granules.umm_json}
 * @param shortName of the collection
 * @param version of the collection
 * @param pageSize granules a page, up to 2,000
 */
record CmrSource(String brings, URI search, String shortName, String version, int pageSize) implements FileSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 10_000;

    CmrSource {
        if (pageSize < 1 || pageSize > 2000) {
            throw new IllegalArgumentException("page_size of " + brings + ": expected 1 to 2000, found " + pageSize);
        }
    }

    @Override
    public List<RemoteFile> files(DateRange dates, AgencyClient client) throws FetchProblem, InterruptedException {
        var granules = new ArrayList<CmrGranule>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            AgencyClient.Text text;
            try {
                text = client.text(
                        query(dates),
                        after.map(token -> Map.of("CMR-Search-After", token)).orElse(Map.of()));
            } catch (FetchProblem e) {
                throw e.reach() == Reach.FILE ? e.reaching(Reach.SOURCE) : e;
            }
            for (JsonNode item : items(text.body())) {
                CmrGranule.of(item).ifPresent(granules::add);
            }
            Optional<String> next = text.answer().headers().firstValue("CMR-Search-After");
            if (next.isEmpty()) {
                return newest(granules);
            }
            if (next.equals(after)) {
                throw new FetchProblem(Reach.SOURCE, shown() + " gives the same page again and again");
            }
            after = next;
        }
        throw new FetchProblem(Reach.SOURCE, shown() + " gives more than " + MOST_PAGES + " pages");
    }

    private URI query(DateRange dates) {
        return URI.create(
                search + "/granules.umm_json?short_name=" + encoded(shortName) + "&version=" + encoded(version)
                        + "&temporal=" + encoded(dates.first() + "T00:00:00Z," + dates.last() + "T23:59:59Z")
                        + "&sort_key=start_date&page_size=" + pageSize);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String shown() {
        return AgencyClient.shown(search);
    }

    /** A page that is no page may be one when asked again. */
    private JsonNode items(String body) throws FetchProblem {
        try {
            JsonNode items = JSON.readTree(body).path("items");
            if (items.isArray()) {
                return items;
            }
        } catch (JsonProcessingException e) {
            throw new FetchProblem(Reach.TRY, shown() + " answers with what is no JSON");
        }
        throw new FetchProblem(Reach.TRY, shown() + " answers without items");
    }

    private static List<RemoteFile> newest(List<CmrGranule> granules) {
        Map<String, CmrGranule> newest = new LinkedHashMap<>();
        Comparator<CmrGranule> rank = Comparator.comparingInt((CmrGranule granule) ->
                        GranuleName.of(granule.file().name()).issue())
                .thenComparing(CmrGranule::produced)
                .thenComparingLong(CmrGranule::revision);
        granules.forEach(granule -> newest.merge(
                GranuleName.of(granule.file().name()).stem(),
                granule,
                (one, other) -> rank.compare(other, one) > 0 ? other : one));
        return newest.values().stream()
                .map(CmrGranule::file)
                .sorted(Comparator.comparing(RemoteFile::last).thenComparing(RemoteFile::name))
                .toList();
    }
}

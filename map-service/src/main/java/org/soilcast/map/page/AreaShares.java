package org.soilcast.map.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.edr.Box;
import org.soilcast.map.edr.Dates;
import org.soilcast.map.query.ClassShares;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/**
 * {@code /data/shares?bbox=WEST,SOUTH,EAST,NORTH&datetime=FROM/TO}: the share of a box that is in each drought class, day by
 * day: {@code cells} there, {@code dates}, {@code known} (cells of a known class), and {@code D0} to {@code D4}, fractions
 * of the known ones that are in just this class.
 */
final class AreaShares {
    static final Set<String> PARAMETERS = Set.of("bbox", "datetime");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Classes that are read for one answer: a second's work of one processor or two. */
    private static final long MOST_VALUES = 40_000_000;

    private AreaShares() {}

    static ObjectNode of(Results results, Query query) throws IOException {
        Box box = Box.parse(query.required("bbox", "west,south,east,north in degrees"));
        Dates dates =
                query.text("datetime").map(text -> Dates.parse(text, results)).orElseGet(() -> Dates.all(results));
        CellPlaces places = results.places();
        int[] cells = places.where(cell -> box.holds(places.longitudeDegrees(cell), places.latitudeDegrees(cell)));
        if (cells.length * Math.min(dates.days(), 200L * 366) > MOST_VALUES) {
            throw RequestRefused.badRequest(String.format(
                    Locale.ROOT,
                    "%,d cells on %,d dates are too many, at most %,d together: take a smaller area or fewer dates",
                    cells.length,
                    dates.days(),
                    MOST_VALUES));
        }
        ObjectNode shares = JSON.createObjectNode().put("cells", cells.length);
        ArrayNode days = shares.putArray("dates");
        ArrayNode known = shares.putArray("known");
        var classes = new ArrayNode[ClassShares.CLASSES];
        Arrays.setAll(classes, i -> shares.putArray("D" + i));
        results.shares(cells, dates.from(), dates.to()).counts().forEach((date, counts) -> {
            int all = Arrays.stream(counts).sum();
            days.add(date.toString());
            known.add(all);
            for (int i = 0; i < classes.length; i++) {
                if (all == 0) {
                    classes[i].addNull();
                } else {
                    classes[i].add((double) counts[i + 1] / all);
                }
            }
        });
        return shares;
    }
}

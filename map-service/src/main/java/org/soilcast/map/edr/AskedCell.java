package org.soilcast.map.edr;

import static org.soilcast.map.web.RequestRefused.badRequest;
import static org.soilcast.map.web.RequestRefused.notFound;

import java.util.OptionalInt;
import java.util.Set;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Query;

/** The cell that a request means. */
final class AskedCell {
    private static final Set<String> CRS84 =
            Set.of("CRS84", "OGC:CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");

    private AskedCell() {}

    /** The one at the point of parameter {@code coords}. */
    static int at(Results results, Query query) {
        Shape point = Shape.point(query.required("coords", "POINT(longitude latitude)"));
        double[] place = point.rings().get(0);
        OptionalInt cell = results.places().at(place[0], place[1]);
        return cell.orElseThrow(() -> notFound(
                results.places().grid().isPresent()
                        ? "no cell of the domain holds this place"
                        : "no station within " + CellPlaces.STATION_REACH_KM + " km of this place"));
    }

    /** The one of a name. */
    static int named(Results results, String key) {
        return results.places().number(key).orElseThrow(() -> notFound("unknown cell '" + Query.shown(key) + "'"));
    }

    /** Refuses coordinates of another system than the only one there is. */
    static void checkCrs(Query query) {
        query.text("crs").filter(crs -> !CRS84.contains(crs)).ifPresent(crs -> {
            throw badRequest("crs: expected CRS84, found '" + Query.shown(crs) + "'");
        });
    }
}

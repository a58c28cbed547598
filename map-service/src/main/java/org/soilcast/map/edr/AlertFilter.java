package org.soilcast.map.edr;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.soilcast.map.ResultFacts;
import org.soilcast.map.cells.CellPlaces;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;
import org.soilcast.schemas.avro.Alert;
import org.soilcast.schemas.avro.AlertState;

/**
 * Which alerts are asked for.
 *
 * @param box that the middle of the cell, or of one of the area's cells, lies in
 * @param dates of which one at least is in the drought, from its onset to its end or, while it stands, without end
 * @param classes of now, 1 to 5 for D0 to D4; empty for all
 * @param states empty for all
 * @param cell number of the only cell
 * @param area identifier of the only area
 */
record AlertFilter(
        Optional<Box> box,
        Optional<Dates> dates,
        Set<Integer> classes,
        Set<AlertState> states,
        OptionalInt cell,
        Optional<String> area) {
    static final List<String> NAMES = List.of("bbox", "datetime", "class", "state", "cell", "area");

    private static final int DRIEST = 5;
    /** Those that are told and not over. */
    private static final String STANDING = "standing";

    static AlertFilter asked(Results results, Query query) {
        return new AlertFilter(
                query.text("bbox").map(Box::parse),
                query.text("datetime").map(text -> Dates.parse(text, results)),
                query.text("class").map(AlertFilter::classes).orElse(Set.of()),
                query.text("state").map(AlertFilter::states).orElse(Set.of()),
                query.text("cell")
                        .map(key -> OptionalInt.of(AskedCell.named(results, key)))
                        .orElse(OptionalInt.empty()),
                query.text("area").map(id -> AreaQueries.named(results, id).getId()));
    }

    boolean holds(Alert alert, Results results) {
        if (!classes.isEmpty() && !classes.contains(alert.getDroughtClass())
                || !states.isEmpty() && !states.contains(alert.getState())
                || dates.isPresent() && !holds(alert, dates.get())
                || area.isPresent() && !area.get().equals(alert.getArea())) {
            return false;
        }
        if (box.isEmpty() && cell.isEmpty()) {
            return true;
        }
        CellPlaces places = results.places();
        if (!alert.getArea().isEmpty()) {
            return cell.isEmpty()
                    && results.areas()
                            .area(alert.getArea())
                            .filter(known -> AreaQueries.lies(known, box.orElseThrow(), places))
                            .isPresent();
        }
        OptionalInt place = places.cell(alert.getTile(), alert.getCell());
        return place.isPresent()
                && (cell.isEmpty() || cell.getAsInt() == place.getAsInt())
                && (box.isEmpty()
                        || box.get()
                                .holds(
                                        places.longitudeDegrees(place.getAsInt()),
                                        places.latitudeDegrees(place.getAsInt())));
    }

    private static boolean holds(Alert alert, Dates dates) {
        LocalDate end = alert.getClearedOn();
        return !alert.getSince().isAfter(dates.to()) && (end == null || !end.isBefore(dates.from()));
    }

    private static Set<Integer> classes(String names) {
        return chosen("class", names, "D0, D1, D2, D3 or D4", name -> {
            for (int number = 1; number <= DRIEST; number++) {
                if (ResultFacts.className(number).equalsIgnoreCase(name)) {
                    return Set.of(number);
                }
            }
            return Set.of();
        });
    }

    private static Set<AlertState> states(String names) {
        return chosen("state", names, "raised, updated, cleared, cancelled or standing", name -> {
            if (name.equalsIgnoreCase(STANDING)) {
                return Set.of(AlertState.RAISED, AlertState.UPDATED);
            }
            return Arrays.stream(AlertState.values())
                    .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        });
    }

    private static <T> Set<T> chosen(
            String parameter, String names, String expected, Function<String, Set<T>> valuesOf) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .flatMap(name -> {
                    Set<T> values = valuesOf.apply(name);
                    if (values.isEmpty()) {
                        throw RequestRefused.badRequest(
                                parameter + ": expected some of " + expected + ", found '" + Query.shown(name) + "'");
                    }
                    return values.stream();
                })
                .collect(Collectors.toSet());
    }
}

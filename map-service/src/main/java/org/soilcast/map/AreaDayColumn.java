package org.soilcast.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.soilcast.schemas.avro.AreaDay;

/**
 * A field of how dry an area is on a date, as people are shown it: {@code date}, {@code cells}, {@code known_percent}; then
 * of the {@code rootzone} and of the {@code surface} {@code _percentile}, {@code _dsci}, {@code _percent_CLASS}, the part of
 * the area that is in just this class, and {@code _likely_percent_CLASS}, in it or a drier one as the members see it; then
 * where it comes from.
 *
 * @param name of the field
 * @param type Integer, Float, Boolean or LocalDate
 * @param value a float is NaN where nothing is known
 */
public record AreaDayColumn(String name, Class<?> type, Function<AreaDay, Object> value) {
    /** All of them, in the order they are shown in. */
    public static final List<AreaDayColumn> ALL = all();

    private static final int CLASSES = 11;
    private static final int DRY_CLASSES = 5;
    /** Number of D4, the first of the classes in a record. */
    private static final int DRIEST = 5;

    private static List<AreaDayColumn> all() {
        var all = new ArrayList<AreaDayColumn>();
        all.add(new AreaDayColumn("date", java.time.LocalDate.class, AreaDay::getDate));
        all.add(new AreaDayColumn("cells", Integer.class, AreaDay::getCells));
        all.add(new AreaDayColumn("known_percent", Float.class, AreaDay::getKnownPercent));
        all.add(new AreaDayColumn("rootzone_percentile", Float.class, AreaDay::getRootZonePercentile));
        all.add(new AreaDayColumn("rootzone_dsci", Float.class, AreaDay::getRootZoneDsci));
        all.addAll(classes("rootzone_percent_", CLASSES, AreaDay::getRootZoneClassPercent));
        all.addAll(classes("rootzone_likely_percent_", DRY_CLASSES, AreaDay::getRootZoneLikelyPercent));
        all.add(new AreaDayColumn("surface_percentile", Float.class, AreaDay::getSurfacePercentile));
        all.add(new AreaDayColumn("surface_dsci", Float.class, AreaDay::getSurfaceDsci));
        all.addAll(classes("surface_percent_", CLASSES, AreaDay::getSurfaceClassPercent));
        all.addAll(classes("surface_likely_percent_", DRY_CLASSES, AreaDay::getSurfaceLikelyPercent));
        all.add(new AreaDayColumn("model_version", Integer.class, AreaDay::getModelVersion));
        all.add(new AreaDayColumn("revision", Integer.class, AreaDay::getRevision));
        all.add(new AreaDayColumn("short_climatology", Boolean.class, AreaDay::getShortClimatology));
        return List.copyOf(all);
    }

    private static List<AreaDayColumn> classes(String prefix, int count, Function<AreaDay, List<Float>> percent) {
        var classes = new ArrayList<AreaDayColumn>();
        for (int i = 0; i < count; i++) {
            int place = i;
            String name = prefix + ResultFacts.className(DRIEST - i).toLowerCase(Locale.ROOT);
            classes.add(new AreaDayColumn(
                    name,
                    Float.class,
                    day -> percent.apply(day).size() > place
                            ? percent.apply(day).get(place)
                            : Float.NaN));
        }
        return classes;
    }
}

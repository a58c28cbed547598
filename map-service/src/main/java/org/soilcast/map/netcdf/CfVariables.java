package org.soilcast.map.netcdf;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.soilcast.map.edr.ResultParameter;
import org.soilcast.map.netcdf.NetcdfHeader.Attribute;
import org.soilcast.map.netcdf.NetcdfHeader.Type;
import org.soilcast.map.netcdf.NetcdfHeader.Variable;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/** How results are described by the conventions CF-1.13. */
final class CfVariables {
    /** Stands for an unknown number. */
    static final float FILL = 9.96921e36f;

    /** Stands for an unknown class. */
    static final byte CLASS_FILL = -127;

    private static final int CLASSES_A_SIDE = 5;
    private static final String MOISTURE = "volume_fraction_of_condensed_water_in_soil";

    private CfVariables() {}

    /**
     * The variable of a column.
     *
     * @param more attributes that place it
     */
    static Variable of(ResultColumn column, List<Integer> dimensions, List<Attribute> more) {
        var attributes = new ArrayList<Attribute>();
        attributes.add(Attribute.of("long_name", ResultParameter.of(column).title()));
        if (column == ResultColumn.QUALITY) {
            addQuality(attributes);
        } else if (column == ResultColumn.DROUGHT_CLASS) {
            addClasses(attributes);
        } else {
            addNumber(column, attributes);
        }
        attributes.addAll(more);
        return new Variable(column.label(), type(column), dimensions, attributes);
    }

    /** Type in which a column's values are written. */
    static Type type(ResultColumn column) {
        return column == ResultColumn.QUALITY
                ? Type.INT
                : column == ResultColumn.DROUGHT_CLASS ? Type.BYTE : Type.FLOAT;
    }

    private static void addNumber(ResultColumn column, List<Attribute> attributes) {
        String ucum = ResultParameter.of(column).ucum();
        if (ucum.equals("m3/m3")) {
            boolean spread = column == ResultColumn.SURFACE_SD || column == ResultColumn.ROOT_ZONE_SD;
            if (column != ResultColumn.INNOVATION) {
                attributes.add(Attribute.of("standard_name", MOISTURE + (spread ? " standard_error" : "")));
            }
            attributes.add(Attribute.of("units", "m3 m-3"));
        } else {
            attributes.add(Attribute.of("units", ucum.equals("%") ? "percent" : "1"));
        }
        attributes.add(Attribute.of("_FillValue", Type.FLOAT, List.of(FILL)));
    }

    private static void addClasses(List<Attribute> attributes) {
        List<Integer> values =
                IntStream.rangeClosed(-CLASSES_A_SIDE, CLASSES_A_SIDE).boxed().toList();
        attributes.add(Attribute.of("flag_values", Type.BYTE, values));
        attributes.add(Attribute.of("flag_meanings", "W4 W3 W2 W1 W0 normal D0 D1 D2 D3 D4"));
        attributes.add(Attribute.of("_FillValue", Type.BYTE, List.of(CLASS_FILL)));
    }

    /** Names of the bits are those of {@link QualityFlags}, so that this list cannot fall behind. */
    private static void addQuality(List<Attribute> attributes) {
        var masks = new ArrayList<Integer>();
        var meanings = new ArrayList<String>();
        for (Field field : QualityFlags.class.getFields()) {
            try {
                masks.add(field.getInt(null));
                meanings.add(field.getName().toLowerCase(Locale.ROOT));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public field that cannot be read: " + field, e);
            }
        }
        attributes.add(Attribute.of("standard_name", "quality_flag"));
        attributes.add(Attribute.of("flag_masks", Type.INT, masks));
        attributes.add(Attribute.of("flag_meanings", String.join(" ", meanings)));
    }

    /** A coordinate or what else is no result. */
    static Variable other(String name, Type type, List<Integer> dimensions, String... attributes) {
        var pairs = new ArrayList<Attribute>();
        for (int i = 0; i < attributes.length; i += 2) {
            pairs.add(Attribute.of(attributes[i], attributes[i + 1]));
        }
        return new Variable(name, type, dimensions, pairs);
    }

    static List<Attribute> texts(String... attributes) {
        return IntStream.range(0, attributes.length / 2)
                .mapToObj(i -> Attribute.of(attributes[2 * i], attributes[2 * i + 1]))
                .toList();
    }

    static List<Integer> dimensions(int... indices) {
        return Arrays.stream(indices).boxed().toList();
    }
}

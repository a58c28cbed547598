package org.soilcast.ingest.domain;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.Tile;

/**
 * Climate normals of the forcing variables, one smooth course over the year for each cell:
 * x(t) = c₀ + c₁ cos φ + c₂ sin φ + c₃ cos 2φ + c₄ sin 2φ, φ = 2π·(day of year)/365.25 (two waves, Wilks 2011, Statistical
 * Methods in the Atmospheric Sciences, section 9.4). They are found by {@link NormalsFit} from all that a set holds, and
 * travel with the tile, so that what fills a gap depends neither on when input came nor on the dates asked for.
 */
public final class Normals {
    /** Variables that have normals: all but precipitation, whose gaps are dry, and wind, for which FAO-56 has a value. */
    public static final List<ForcingVariable> VARIABLES = List.of(
            ForcingVariable.AIR_TEMPERATURE_K,
            ForcingVariable.AIR_TEMPERATURE_MIN_K,
            ForcingVariable.AIR_TEMPERATURE_MAX_K,
            ForcingVariable.SHORTWAVE_DOWN_W_PER_M2,
            ForcingVariable.LONGWAVE_DOWN_W_PER_M2,
            ForcingVariable.SPECIFIC_HUMIDITY_KG_PER_KG,
            ForcingVariable.RELATIVE_HUMIDITY_PERCENT);

    /** Coefficients of a course. */
    static final int COEFFICIENTS = 5;

    private static final double DAYS_PER_YEAR = 365.25;

    private final int cells;
    private final Map<ForcingVariable, float[]> coefficients;

    /**
     * Normals of some variables.
     *
     * @param coefficients [coefficient][cell] of each variable; NaN where a cell has none
     */
    Normals(int cells, Map<ForcingVariable, float[]> coefficients) {
        coefficients.forEach((variable, values) -> {
            if (values.length != COEFFICIENTS * cells) {
                throw new IllegalArgumentException("normals of " + variable + ": expected " + COEFFICIENTS * cells
                        + " coefficients, found " + values.length);
            }
        });
        this.cells = cells;
        this.coefficients = new EnumMap<>(ForcingVariable.class);
        this.coefficients.putAll(coefficients);
    }

    /**
     * Whether the normals of one announcement of a tile know a variable that those of another do not, or the course over
     * the year of a cell where the other has its mean only.
     */
    public static boolean knowMore(Tile one, Tile other) {
        int cells = one.getCells().size();
        return one.getNormals().entrySet().stream().anyMatch(normal -> {
            List<Float> known = other.getNormals().getOrDefault(normal.getKey(), List.of());
            return known.isEmpty()
                    || IntStream.range(0, cells)
                            .anyMatch(cell ->
                                    hasCourse(normal.getValue(), cell, cells) && !hasCourse(known, cell, cells));
        });
    }

    private static boolean hasCourse(List<Float> coefficients, int cell, int cells) {
        return IntStream.range(1, COEFFICIENTS).anyMatch(i -> coefficients.get(i * cells + cell) != 0);
    }

    /** Normals of no variable. */
    public static Normals none(int cells) {
        return new Normals(cells, Map.of());
    }

    /**
     * The normals a tile carries. Variables this release does not know are left out.
     *
     * @throws IllegalArgumentException when a course lacks coefficients
     */
    public static Normals of(Tile tile) {
        var coefficients = new EnumMap<ForcingVariable, float[]>(ForcingVariable.class);
        for (ForcingVariable variable : VARIABLES) {
            List<Float> course = tile.getNormals().getOrDefault(name(variable), List.of());
            if (!course.isEmpty()) {
                coefficients.put(variable, Floats.array(course));
            }
        }
        return new Normals(tile.getCells().size(), coefficients);
    }

    /** The normals that all tiles of a domain carry, in their order; a variable that any of them lacks is left out. */
    public static Normals of(List<Tile> tiles) {
        int cells = tiles.stream().mapToInt(tile -> tile.getCells().size()).sum();
        var joined = new EnumMap<ForcingVariable, float[]>(ForcingVariable.class);
        for (ForcingVariable variable : VARIABLES) {
            if (tiles.stream().allMatch(tile -> of(tile).knows(variable))) {
                var course = new float[COEFFICIENTS * cells];
                int first = 0;
                for (Tile tile : tiles) {
                    Normals ofTile = of(tile);
                    float[] part = ofTile.coefficients.getOrDefault(variable, new float[0]);
                    for (int i = 0; i < COEFFICIENTS; i++) {
                        System.arraycopy(part, i * ofTile.cells, course, i * cells + first, ofTile.cells);
                    }
                    first += ofTile.cells;
                }
                joined.put(variable, course);
            }
        }
        return new Normals(cells, joined);
    }

    /** Whether a variable has normals. */
    public boolean knows(ForcingVariable variable) {
        return coefficients.containsKey(variable);
    }

    /** Whether any cell has a variable's course over the year, and not its mean only. */
    public boolean knowsCourse(ForcingVariable variable) {
        List<Float> course = Floats.view(coefficients.getOrDefault(variable, new float[0]));
        return knows(variable) && IntStream.range(0, cells).anyMatch(cell -> hasCourse(course, cell, cells));
    }

    /** Number of coefficients a course of some cells has. */
    public static int length(int cells) {
        return COEFFICIENTS * cells;
    }

    /** Normal of a variable on a date, kept within the variable's range; NaN where there is none. */
    public float value(ForcingVariable variable, int cell, LocalDate date) {
        float[] course = coefficients.get(variable);
        if (course == null) {
            return Float.NaN;
        }
        double[] basis = basis(date);
        double value = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            value += basis[i] * course[i * cells + cell];
        }
        return variable.clamp((float) value);
    }

    /** The courses of neighbouring cells as their tile carries them, always in the same order of variables. */
    public Map<String, List<Float>> ofCells(int firstCell, int count) {
        var courses = new LinkedHashMap<String, List<Float>>();
        coefficients.forEach(
                (variable, course) -> courses.put(name(variable), Floats.view(part(course, firstCell, count))));
        return courses;
    }

    private float[] part(float[] course, int firstCell, int count) {
        var part = new float[COEFFICIENTS * count];
        for (int i = 0; i < COEFFICIENTS; i++) {
            System.arraycopy(course, i * cells + firstCell, part, i * count, count);
        }
        return part;
    }

    /** The five functions of the course on a date. */
    static double[] basis(LocalDate date) {
        double angle = 2 * Math.PI * date.getDayOfYear() / DAYS_PER_YEAR;
        return new double[] {
            1, StrictMath.cos(angle), StrictMath.sin(angle), StrictMath.cos(2 * angle), StrictMath.sin(2 * angle)
        };
    }

    private static String name(ForcingVariable variable) {
        return variable.name().toLowerCase(Locale.ROOT);
    }
}

package org.soilcast.ingest.align;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.avro.Forcing;

/**
 * The weather of one tile and date with gaps filled and flagged. Precipitation: 0. Wind: left missing. All others:
 * linear in time between the nearest days that have the value when at most {@value #LONGEST_GAP_DAYS} are missing in
 * between, else the cell's normal of that day of the year, else, in a tile without normals, the mean of the tile's other
 * cells on that day, else left missing.
 *
 * <p>The result is a function of the tile and the inputs of the date and its {@value #LONGEST_GAP_DAYS} neighbours on
 * each side and of nothing else: not of what was filled before, nor of when it came.
 */
final class FilledForcing {
    /** Longest gap that is bridged in time. */
    static final int LONGEST_GAP_DAYS = 3;

    private final Normals normals;
    private final int cells;
    private final LocalDate date;
    private final Function<LocalDate, Optional<Forcing>> inputs;
    private final Map<LocalDate, Optional<Forcing>> read = new HashMap<>();
    private final Map<ForcingVariable, float[]> values = new EnumMap<>(ForcingVariable.class);
    private final int[] quality;
    private int version;

    /**
     * Fills the gaps of a date.
     *
     * @param normals of the tile
     * @param cells number of cells of the tile
     * @param inputs the newest input of any date; empty where none has come
     */
    FilledForcing(Normals normals, int cells, LocalDate date, Function<LocalDate, Optional<Forcing>> inputs) {
        this.normals = normals;
        this.cells = cells;
        this.date = date;
        this.inputs = inputs;
        this.quality = new int[cells];
        Optional<Forcing> today = input(date);
        this.version = today.map(Forcing::getVersion).orElse(1);
        fillPrecipitation(raw(today, ForcingVariable.PRECIPITATION_MM_PER_DAY));
        Normals.VARIABLES.forEach(variable -> fill(variable, today));
        values.put(ForcingVariable.WIND_SPEED_M_PER_S, raw(today, ForcingVariable.WIND_SPEED_M_PER_S));
    }

    /** Values of a variable, [cell]; NaN where missing and not filled. */
    float[] values(ForcingVariable variable) {
        return requireNonNull(values.get(variable), () -> "not filled: " + variable);
    }

    /** Flags of what was filled, [cell]. */
    int[] quality() {
        return quality;
    }

    /** Highest version of the inputs used, at least 1. */
    int version() {
        return version;
    }

    private void fillPrecipitation(float[] precipitation) {
        for (int cell = 0; cell < cells; cell++) {
            if (Float.isNaN(precipitation[cell])) {
                precipitation[cell] = 0;
                quality[cell] |= QualityFlags.PRECIPITATION_FILLED;
            }
        }
        values.put(ForcingVariable.PRECIPITATION_MM_PER_DAY, precipitation);
    }

    private void fill(ForcingVariable variable, Optional<Forcing> today) {
        float[] raw = raw(today, variable);
        float[] filled = raw.clone();
        boolean neverThere = today.isPresent() && variable.of(today.get()).isEmpty();
        for (int cell = 0; cell < cells && !neverThere; cell++) {
            if (Float.isNaN(raw[cell])) {
                filled[cell] = filled(variable, cell, raw);
            }
        }
        values.put(variable, filled);
    }

    /** The best that can be said of a missing value, flagged; NaN when nothing can. */
    private float filled(ForcingVariable variable, int cell, float[] raw) {
        boolean mean = variable == ForcingVariable.AIR_TEMPERATURE_K;
        float bridged = bridged(variable, cell);
        if (!Float.isNaN(bridged)) {
            quality[cell] |= mean ? QualityFlags.TEMPERATURE_INTERPOLATED : QualityFlags.PET_INPUT_INTERPOLATED;
            return bridged;
        }
        float normal = normals.value(variable, cell, date);
        if (!Float.isNaN(normal)) {
            quality[cell] |= normalFlag(variable);
            return normal;
        }
        float ofTile = meanOfKnown(raw);
        if (!Float.isNaN(ofTile)) {
            quality[cell] |= mean ? QualityFlags.TEMPERATURE_FROM_TILE : QualityFlags.PET_INPUT_FROM_TILE;
        }
        return ofTile;
    }

    private static int normalFlag(ForcingVariable variable) {
        return switch (variable) {
            case SHORTWAVE_DOWN_W_PER_M2, LONGWAVE_DOWN_W_PER_M2 -> QualityFlags.RADIATION_FROM_NORMALS;
            case SPECIFIC_HUMIDITY_KG_PER_KG, RELATIVE_HUMIDITY_PERCENT -> QualityFlags.HUMIDITY_FROM_NORMALS;
            default -> QualityFlags.TEMPERATURE_FROM_NORMALS;
        };
    }

    /** Linear in time between the nearest known days; NaN when the gap is too long. */
    private float bridged(ForcingVariable variable, int cell) {
        int before = nearest(variable, cell, -1);
        int after = nearest(variable, cell, 1);
        if (before == 0 || after == 0 || before + after - 1 > LONGEST_GAP_DAYS) {
            return Float.NaN;
        }
        Optional<Forcing> left = input(date.minusDays(before));
        Optional<Forcing> right = input(date.plusDays(after));
        version =
                Math.max(version, Math.max(left.get().getVersion(), right.get().getVersion()));
        double share = (double) before / (before + after);
        return (float) ((1 - share) * variable.of(left.get()).get(cell)
                + share * variable.of(right.get()).get(cell));
    }

    /** Days to the nearest day in a direction that has the value; 0 when there is none near enough. */
    private int nearest(ForcingVariable variable, int cell, int direction) {
        for (int days = 1; days <= LONGEST_GAP_DAYS; days++) {
            Optional<Forcing> neighbour = input(date.plusDays((long) direction * days));
            if (neighbour.isPresent()) {
                List<Float> known = variable.of(neighbour.get());
                if (!known.isEmpty() && !known.get(cell).isNaN()) {
                    return days;
                }
            }
        }
        return 0;
    }

    private Optional<Forcing> input(LocalDate day) {
        return read.computeIfAbsent(day, inputs);
    }

    private float[] raw(Optional<Forcing> forcing, ForcingVariable variable) {
        var raw = new float[cells];
        Arrays.fill(raw, Float.NaN);
        List<Float> known = forcing.map(variable::of).orElse(List.of());
        for (int cell = 0; cell < known.size(); cell++) {
            raw[cell] = known.get(cell);
        }
        return raw;
    }

    private static float meanOfKnown(float[] raw) {
        double sum = 0;
        int known = 0;
        for (float value : raw) {
            if (!Float.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Float.NaN : (float) (sum / known);
    }
}

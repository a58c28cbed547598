package org.soilcast.ingest.weather;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.soilcast.ingest.source.Quantity;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.ingest.source.SourceGrid;
import org.soilcast.ingest.source.TimeSpan;

/** The weather of a file, on the cells of a domain. */
public final class WeatherFile {
    private static final double MM_PER_DAY_OF_1_M_PER_S = 8.64e7;
    /** Speed at 2 m over speed at 10 m on the logarithmic profile over grass, FAO-56 equation 47. */
    private static final double WIND_2M_OF_10M = 4.87 / StrictMath.log(67.8 * 10 - 5.42);
    /** Of several kinds of precipitation in a file the first counts, or it would count twice. */
    private static final List<Quantity> PRECIPITATION =
            List.of(Quantity.PRECIPITATION_MM, Quantity.PRECIPITATION_MM_PER_DAY, Quantity.PRECIPITATION_M_PER_S);

    private WeatherFile() {}

    /** Whether a variable is a role, or a component of it. */
    public static boolean isOf(SourceField field, WeatherRole role) {
        return WeatherRole.of(field).equals(Optional.of(role))
                || role == WeatherRole.WIND_SPEED && WindPart.of(field).isPresent();
    }

    /** What a domain can take from a file. */
    public static Set<WeatherRole> roles(SourceFile file) {
        Set<WeatherRole> roles = EnumSet.noneOf(WeatherRole.class);
        Set<WindPart> wind = EnumSet.noneOf(WindPart.class);
        for (SourceField field : file.fields()) {
            if (!field.times().isEmpty()) {
                WeatherRole.of(field).ifPresent(roles::add);
                WindPart.of(field).ifPresent(wind::add);
            }
        }
        if (wind.size() == WindPart.values().length) {
            roles.add(WeatherRole.WIND_SPEED);
        }
        return roles;
    }

    /**
     * Reads the steps of a role.
     *
     * @param wanted the times that are
     * @param weights of a grid
     * @throws org.soilcast.ingest.rejects.InputException when a value or unit cannot be
     */
    public static List<WeatherStep> read(
            SourceFile file, WeatherRole role, Predicate<TimeSpan> wanted, Function<SourceGrid, AreaWeights> weights) {
        Optional<Quantity> precipitation = PRECIPITATION.stream()
                .filter(kind -> file.fields().stream()
                        .anyMatch(field -> field.quantity().equals(Optional.of(kind))))
                .findFirst();
        var steps = new ArrayList<WeatherStep>();
        for (SourceField field : file.fields()) {
            boolean counts = WeatherRole.of(field).equals(Optional.of(role))
                    && (role != WeatherRole.PRECIPITATION || field.quantity().equals(precipitation));
            boolean eastward =
                    role == WeatherRole.WIND_SPEED && WindPart.of(field).equals(Optional.of(WindPart.EASTWARD));
            for (int step = 0; (counts || eastward) && step < field.times().size(); step++) {
                TimeSpan span = field.times().get(step);
                if (wanted.test(span)) {
                    Optional<double[]> values =
                            counts ? Optional.of(values(field, step)) : windSpeed(file, field, step);
                    values.ifPresent(read -> steps.add(new WeatherStep(
                            role,
                            isAmount(field),
                            span,
                            weights.apply(field.grid()).apply(read))));
                }
            }
        }
        return steps;
    }

    private static boolean isAmount(SourceField field) {
        Quantity quantity = field.quantity().orElseThrow();
        return quantity == Quantity.PRECIPITATION_MM || quantity == Quantity.RADIATION_DOWN_J_PER_M2;
    }

    private static double[] values(SourceField field, int step) {
        double[] values = field.checkedValues(step);
        double scale = switch (field.quantity().orElseThrow()) {
            case PRECIPITATION_M_PER_S -> MM_PER_DAY_OF_1_M_PER_S;
            case WIND_M_PER_S -> WIND_2M_OF_10M;
            default -> 1;
        };
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /** Speed at 2 m, if the other component of the same time and grid is there. */
    private static Optional<double[]> windSpeed(SourceFile file, SourceField eastward, int step) {
        TimeSpan span = eastward.times().get(step);
        for (SourceField field : file.fields()) {
            int other = field.times().indexOf(span);
            if (other >= 0
                    && WindPart.of(field).equals(Optional.of(WindPart.NORTHWARD))
                    && field.level().equals(eastward.level())) {
                double[] speeds = eastward.checkedValues(step);
                double[] northward = field.checkedValues(other);
                for (int i = 0; i < speeds.length && speeds.length == northward.length; i++) {
                    speeds[i] = Math.hypot(speeds[i], northward[i]) * WIND_2M_OF_10M;
                }
                return speeds.length == northward.length ? Optional.of(speeds) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

package org.soilcast.ops.drill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A legal order of arrival drawn from a seed: early, on time, late, at the last moment, and some inputs twice. */
final class ArrivalOrder {
    private record Arrival(double moment, DrillInput input) {}

    private ArrivalOrder() {}

    /** All the inputs, each at least once, in the order of a seed. */
    static List<DrillInput> of(List<DrillInput> inputs, long seed) {
        var random = new Random(seed);
        var arrivals = new ArrayList<Arrival>();
        for (DrillInput input : inputs) {
            do {
                arrivals.add(new Arrival(moment(input, random), input));
            } while (random.nextInt(8) == 0);
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::moment));
        return arrivals.stream().map(Arrival::input).toList();
    }

    private static double moment(DrillInput input, Random random) {
        double from = input.earliest();
        double to = input.latest();
        double moment = switch (random.nextInt(10)) {
            case 0 -> between(from, Math.max(from, input.onTime()), random);
            case 1, 2 -> between(Math.max(from, input.onTime()), to, random);
            case 3 -> between(Math.max(from, to - 1), to, random);
            default -> input.onTime() + random.nextDouble();
        };
        return Math.max(from, Math.min(moment, Math.nextDown(to)));
    }

    private static double between(double from, double to, Random random) {
        return from + (to - from) * random.nextDouble();
    }
}

package org.soilcast.laboratory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both searches on functions whose minimum is known; seeds 1 to 5. Few complexes may all fall into one pit of Griewank. */
class SearchTest {
    static Stream<Search> searches() {
        return Stream.of(1, 2, 3, 4, 5)
                .flatMap(seed ->
                        Stream.of(new ShuffledComplexEvolution(10, 40, seed), new GeneticAlgorithm(60, 150, seed)));
    }

    /** (1 − x)² + 100·(y − x²)² for −2 ≤ x, y ≤ 2: a bent valley, with its minimum 0 at (1, 1). */
    @ParameterizedTest
    @MethodSource("searches")
    void rosenbrock(Search search) throws InterruptedException {
        double[] best = minimise(search, SearchTest::rosenbrock, 0.1, 0.9)[0];

        assertThat(rosenbrock(best)).as(search.toString()).isLessThan(0.02);
    }

    /** 1 + Σx²/200 − Πcos(x/√i) for −10 ≤ x ≤ 10: hundreds of pits, the deepest 0 at 0. */
    @ParameterizedTest
    @MethodSource("searches")
    void griewank(Search search) throws InterruptedException {
        double[] best = minimise(search, SearchTest::griewank, 0.9, 0.2)[0];

        assertThat(griewank(best)).as(search.toString()).isLessThan(0.03);
    }

    static Stream<Search> shortSearches() {
        return Stream.of(new ShuffledComplexEvolution(2, 1, 1), new GeneticAlgorithm(10, 2, 1));
    }

    @ParameterizedTest
    @MethodSource("shortSearches")
    void problemsSideBySideDoNotDisturbEachOther(Search search) throws InterruptedException {
        double[] alone = search.minimise((problems, points) -> values(points, SearchTest::rosenbrock), starts(1))[0];
        double[][] together = search.minimise((problems, points) -> values(points, SearchTest::rosenbrock), starts(3));

        assertThat(together[0]).as(search.toString()).isEqualTo(alone);
        assertThat(together[1]).as(search.toString()).isNotEqualTo(alone);
    }

    private static double[][] minimise(Search search, ToDoubleFunction<double[]> function, double... start)
            throws InterruptedException {
        return search.minimise((problems, points) -> values(points, function), new double[][] {start});
    }

    private static double[] values(double[][] points, ToDoubleFunction<double[]> function) {
        return Arrays.stream(points).mapToDouble(function).toArray();
    }

    private static double[][] starts(int problems) {
        var starts = new double[problems][];
        Arrays.fill(starts, new double[] {0.5, 0.5});
        return starts;
    }

    private static double rosenbrock(double[] unit) {
        double x = 4 * unit[0] - 2;
        double y = 4 * unit[1] - 2;
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    }

    private static double griewank(double[] unit) {
        double x = 20 * unit[0] - 10;
        double y = 20 * unit[1] - 10;
        return 1 + (x * x + y * y) / 200 - Math.cos(x) * Math.cos(y / Math.sqrt(2));
    }
}

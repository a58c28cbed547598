package org.soilcast.land.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RealTest {
    /** Touches every operation; x and y > 0. */
    private static <N extends Real<N>> N everything(N x, N y) {
        N sum = x.plus(y).plus(0.25).minus(x.times(0.5)).minus(0.125);
        N quotient = x.dividedBy(y).plus(y.dividedBy(3)).plus(x.reciprocal());
        N functions = y.negated().exp().plus(x.log()).plus(x.sqrt()).plus(x.pow(y));
        N bounds = x.min(y).plus(x.max(y)).plus(x.min(1)).plus(y.max(1)).plus(x.clip(0.2, 0.8));
        return sum.times(quotient).plus(functions).plus(bounds).subtractedFrom(7);
    }

    private static double everything(double x, double y) {
        double sum = x + y + 0.25 - x * 0.5 - 0.125;
        double quotient = x / y + y / 3 + 1 / x;
        double functions = Math.exp(-y) + Math.log(x) + Math.sqrt(x) + Math.pow(x, y);
        double bounds =
                Math.min(x, y) + Math.max(x, y) + Math.min(x, 1) + Math.max(y, 1) + Math.min(Math.max(x, 0.2), 0.8);
        return 7 - (sum * quotient + functions + bounds);
    }

    @Test
    void doubleAndFloatComputeWhatJavaComputes() {
        double[][] points = {{0.1, 2.3}, {1.7, 0.4}, {0.5, 0.5}, {3.0, 1.0}};
        for (double[] point : points) {
            double expected = everything(point[0], point[1]);
            double asDouble = everything(new DoubleReal(point[0]), new DoubleReal(point[1]))
                    .value();
            double asFloat = everything(new FloatReal((float) point[0]), new FloatReal((float) point[1]))
                    .value();
            assertThat(asDouble)
                    .as("double at %s, %s", point[0], point[1])
                    .isCloseTo(expected, byRelative(1e-14, expected));
            assertThat(asFloat)
                    .as("float at %s, %s", point[0], point[1])
                    .isCloseTo(expected, byRelative(3e-6, expected));
        }
    }

    @Test
    void aFloatFunctionIsTheDoubleOneRounded() {
        for (int i = 1; i <= 1000; i++) {
            float x = i * 0.013f;
            assertThat(new FloatReal(x).exp().value()).isEqualTo((float) StrictMath.exp(x));
            assertThat(new FloatReal(x).log().value()).isEqualTo((float) StrictMath.log(x));
            assertThat(new FloatReal(x).pow(new FloatReal(1.7f)).value()).isEqualTo((float) StrictMath.pow(x, 1.7f));
        }
    }

    private static Offset<Double> byRelative(double relative, double expected) {
        return within(relative * Math.max(1, Math.abs(expected)));
    }
}

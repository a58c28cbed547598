package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextureParametersTest {
    private static final double NAN = Double.NaN;

    /** Loam, sand and clay loam; expected values worked out outside Java from the published regressions, six digits. */
    @ParameterizedTest
    @CsvSource({
        // sand, clay, porosity, b, psi_s m, Ks mm/day, theta_w, theta_ref - theta_w, theta_dry
        "43, 18, 0.434820, 5.772, 0.207348, 362.199, 0.138969, 0.130243, 0.0694847",
        "92, 3, 0.373080, 3.387, 0.0472933, 2035.39, 0.0345190, 0.0720061, 0.0172595",
        "22, 34, 0.461280, 8.316, 0.390661, 172.841, 0.225529, 0.131355, 0.112765",
    })
    void followsCosby(
            double sand,
            double clay,
            double porosity,
            double exponent,
            double suctionM,
            double conductivityMmPerDay,
            double wilting,
            double referenceAboveWilting,
            double airDry) {
        double[] values = TextureParameters.of(sand, clay, NAN);
        close(values, Parameter.POROSITY, porosity);
        close(values, Parameter.RETENTION_EXPONENT, exponent);
        close(values, Parameter.SATURATED_SUCTION_M, suctionM);
        close(values, Parameter.SATURATED_CONDUCTIVITY_MM_PER_DAY, conductivityMmPerDay);
        close(values, Parameter.WILTING_POINT, Math.min(wilting, Parameter.WILTING_POINT.fromUnit(0.97)));
        close(values, Parameter.REFERENCE_ABOVE_WILTING, referenceAboveWilting);
        close(values, Parameter.AIR_DRY, airDry);
    }

    @ParameterizedTest
    @CsvSource({"0.28, 0.5", "0.40, 0.75", "0.04, 0.0488", "0.9, 0.9512", "NaN, 0.5"})
    void coverIsLinearInTheVegetationIndex(double ndvi, double fraction) {
        assertThat(TextureParameters.of(40, 20, ndvi)[Parameter.VEGETATION_FRACTION.ordinal()])
                .isCloseTo(fraction, within(1e-12));
    }

    @Test
    void defaultsOfTheRest() {
        double[] values = TextureParameters.of(40, 20, 0.3);
        double[] rest = {0.2, 2, 1, 0.2, 0.6, 1, 1, 0.5, 3, 0.05, 0.1, 0.001, 10, 0.9};
        Parameter[] parameters = {
            Parameter.INFILTRATION_SHAPE,
            Parameter.BARE_SOIL_EXPONENT,
            Parameter.CROP_COEFFICIENT,
            Parameter.ROOT_SHARE_1,
            Parameter.ROOT_SHARE_2_OF_REST,
            Parameter.DRAINAGE_FACTOR,
            Parameter.INTERCEPTION_CAPACITY_MM,
            Parameter.SNOW_THRESHOLD_C,
            Parameter.DEGREE_DAY_FACTOR_MM_PER_C_DAY,
            Parameter.REFREEZING_FRACTION,
            Parameter.SNOW_LIQUID_FRACTION,
            Parameter.BASE_FLOW_LINEAR_FRACTION,
            Parameter.BASE_FLOW_MAX_MM_PER_DAY,
            Parameter.BASE_FLOW_NONLINEAR_ABOVE
        };
        for (int i = 0; i < rest.length; i++) {
            assertThat(values[parameters[i].ordinal()]).as(parameters[i].name()).isEqualTo(rest[i]);
        }
    }

    @Test
    void missingTextureIsLoam() {
        assertThat(TextureParameters.of(NAN, NAN, 0.3)).containsExactly(TextureParameters.of(43, 18, 0.3));
        assertThat(TextureParameters.of(30, NAN, 0.3)).containsExactly(TextureParameters.of(30, 18, 0.3));
        assertThat(TextureParameters.of(95, NAN, 0.3)).containsExactly(TextureParameters.of(95, 5, 0.3));
        assertThat(TextureParameters.of(NAN, 70, 0.3)).containsExactly(TextureParameters.of(30, 70, 0.3));
    }

    @Test
    void percentagesBeyondTheirRangeCountAsItsEnds() {
        assertThat(TextureParameters.of(100.4, -0.2, 0.3)).containsExactly(TextureParameters.of(100, 0, 0.3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTextureStaysInsideTheBounds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double sand = random.nextDouble() * 100;
            double clay = random.nextDouble() * (100 - sand);
            double ndvi = random.nextDouble() * 2 - 1;
            double[] values = TextureParameters.of(sand, clay, ndvi);
            for (Parameter parameter : Parameter.values()) {
                assertThat(parameter.toUnit(values[parameter.ordinal()]))
                        .as("seed %d, %s of sand %s clay %s ndvi %s", seed, parameter, sand, clay, ndvi)
                        .isBetween(TextureParameters.UNIT_MARGIN - 1e-12, 1 - TextureParameters.UNIT_MARGIN + 1e-12);
            }
        }
    }

    private static void close(double[] values, Parameter parameter, double expected) {
        assertThat(values[parameter.ordinal()])
                .as(parameter.name())
                .isCloseTo(expected, within(5e-6 * Math.abs(expected)));
    }
}

package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.physics.SnowEquations.SnowPack;

class SnowEquationsTest {
    private static SnowPack<DoubleReal> day(double ice, double liquid, double snow, double rain, double temperatureC) {
        // TT 0.5 °C, CFMAX 3 mm/(°C day), CFR 0.05, CWH 0.1
        return SnowEquations.pack(
                new DoubleReal(ice),
                new DoubleReal(liquid),
                new DoubleReal(snow),
                new DoubleReal(rain),
                new DoubleReal(temperatureC),
                new DoubleReal(0.5),
                new DoubleReal(3),
                new DoubleReal(0.05),
                new DoubleReal(0.1),
                1);
    }

    private static double snowfallShare(double temperatureC) {
        return SnowEquations.snowfallShare(new DoubleReal(temperatureC), new DoubleReal(0.5))
                .value();
    }

    @Test
    void halfOfThePrecipitationIsSnowAtTheThreshold() {
        assertThat(snowfallShare(0.5)).isEqualTo(0.5);
        assertThat(snowfallShare(1.5)).isCloseTo(1 / (1 + Math.E), within(1e-15));
        assertThat(snowfallShare(-60)).isEqualTo(1);
        assertThat(snowfallShare(60)).isCloseTo(0, within(1e-20));
    }

    @Test
    void aPackMeltsByDegreeDaysUntilItIsGone() {
        // 4.5 °C above the threshold melt 13.5 mm a day: of 30 mm ice nothing is left on the third day.
        SnowPack<DoubleReal> first = day(30, 0, 0, 0, 5);
        assertThat(first.iceMm().value()).isCloseTo(16.5, within(1e-12));
        assertThat(first.liquidMm().value()).as("held, a tenth of the ice").isCloseTo(1.65, within(1e-12));
        assertThat(first.outflowMm().value()).isCloseTo(11.85, within(1e-12));
        SnowPack<DoubleReal> second =
                day(first.iceMm().value(), first.liquidMm().value(), 0, 0, 5);
        SnowPack<DoubleReal> third =
                day(second.iceMm().value(), second.liquidMm().value(), 0, 0, 5);
        assertThat(third.iceMm().value()).isZero();
        assertThat(third.liquidMm().value()).isZero();
        assertThat(first.outflowMm().value()
                        + second.outflowMm().value()
                        + third.outflowMm().value())
                .isCloseTo(30, within(1e-12));
    }

    @Test
    void heldWaterRefreezesSlowlyInFrost() {
        SnowPack<DoubleReal> pack = day(50, 4, 0, 0, -9.5); // 10 °C below: 0.05·3·10 = 1.5 mm
        assertThat(pack.iceMm().value()).isCloseTo(51.5, within(1e-12));
        assertThat(pack.liquidMm().value()).isCloseTo(2.5, within(1e-12));
        assertThat(pack.outflowMm().value()).isZero();
    }

    @Test
    void rainRunsThroughWhereThereIsNoPack() {
        SnowPack<DoubleReal> pack = day(0, 0, 0, 17, 12);
        assertThat(pack.outflowMm().value()).isEqualTo(17);
        assertThat(pack.iceMm().value() + pack.liquidMm().value()).isZero();
    }

    @Test
    void theAirReachesTheGroundThroughAThinPackOnly() {
        assertThat(SnowEquations.snowFreeShare(new DoubleReal(0)).value()).isEqualTo(1);
        assertThat(SnowEquations.snowFreeShare(new DoubleReal(10)).value()).isCloseTo(0.5, within(1e-15));
        assertThat(SnowEquations.snowFreeShare(new DoubleReal(1000)).value()).isLessThan(0.01);
    }
}

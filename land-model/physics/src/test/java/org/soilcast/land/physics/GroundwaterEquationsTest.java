package org.soilcast.land.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.soilcast.land.number.DoubleReal;
import org.soilcast.land.physics.GroundwaterEquations.Groundwater;

class GroundwaterEquationsTest {
    private static Groundwater<DoubleReal> day(double stored, double recharge, double ds, double dsMax, double ws) {
        return GroundwaterEquations.release(
                new DoubleReal(stored),
                new DoubleReal(recharge),
                new DoubleReal(ds),
                new DoubleReal(dsMax),
                new DoubleReal(ws),
                1);
    }

    @Test
    void lowGroundwaterRecedesExponentially() {
        double stored = 100;
        for (int day = 0; day < 30; day++) {
            stored = day(stored, 0, 0.02, 10, 0.8).storedMm().value();
        }
        assertThat(stored).isCloseTo(100 * Math.exp(-30 * 0.02 * 10 / (0.8 * 200)), within(1e-10));
    }

    @Test
    void theRateAtCapacityIsTheMaximum() {
        // A short step shows the rate: Dsmax at full store, Ds·Dsmax at the threshold.
        assertThat(rate(200)).isCloseTo(10, within(0.01));
        assertThat(rate(160)).isCloseTo(0.2, within(0.001));
    }

    private static double rate(double stored) {
        double days = 1e-4;
        return GroundwaterEquations.release(
                                new DoubleReal(stored),
                                new DoubleReal(0),
                                new DoubleReal(0.02),
                                new DoubleReal(10),
                                new DoubleReal(0.8),
                                days)
                        .baseFlowMm()
                        .value()
                / days;
    }

    @Test
    void whatExceedsTheCapacityFlowsOut() {
        Groundwater<DoubleReal> after = day(190, 400, 0.02, 10, 0.8);
        assertThat(after.baseFlowMm().value()).isGreaterThan(390);
        assertThat(after.storedMm().value() + after.baseFlowMm().value()).isCloseTo(590, within(1e-10));
    }

    @Test
    void withoutANonlinearPartTheStoreStaysFinite() {
        Groundwater<DoubleReal> after = day(200, 5, 0.5, 30, 1);
        assertThat(after.storedMm().value()).isBetween(0.0, 200.0);
        assertThat(after.storedMm().value() + after.baseFlowMm().value()).isCloseTo(205, within(1e-10));
    }
}

package org.soilcast.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.soilcast.ingest.domain.ForcingVariable.AIR_TEMPERATURE_K;
import static org.soilcast.ingest.domain.ForcingVariable.SHORTWAVE_DOWN_W_PER_M2;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class NormalsFitTest {
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate END = LocalDate.of(2014, 1, 1);
    private static final float NONE = Float.NaN;

    @Test
    void findsTheCourseThatMadeTheValuesInSpiteOfGaps() {
        var fit = new NormalsFit(3);
        START.datesUntil(END)
                .filter(date -> date.toEpochDay() % 7 != 0)
                .forEach(date ->
                        fit.add(date, AIR_TEMPERATURE_K, new float[] {course(date, 280), NONE, course(date, 300)}));
        Normals normals = fit.normals();
        START.datesUntil(END).forEach(date -> {
            assertThat(normals.value(AIR_TEMPERATURE_K, 0, date)).isCloseTo(course(date, 280), within(1e-3f));
            assertThat(normals.value(AIR_TEMPERATURE_K, 1, date)).isCloseTo(course(date, 290), within(1e-3f));
        });
        assertThat(normals.value(SHORTWAVE_DOWN_W_PER_M2, 0, START)).isNaN();
    }

    @Test
    void aCellWithoutAWinterHasItsMeanOnly() {
        var fit = new NormalsFit(1);
        LocalDate spring = LocalDate.of(2010, 3, 1);
        spring.datesUntil(spring.plusDays(100))
                .forEach(date ->
                        fit.add(date, AIR_TEMPERATURE_K, new float[] {date.getDayOfMonth() % 2 == 0 ? 280 : 290}));
        Normals normals = fit.normals();
        assertThat(normals.value(AIR_TEMPERATURE_K, 0, START)).isBetween(284f, 286f);
        assertThat(normals.value(AIR_TEMPERATURE_K, 0, START))
                .isEqualTo(normals.value(AIR_TEMPERATURE_K, 0, START.plusDays(180)));
    }

    @Test
    void staysInTheRangeOfItsVariable() {
        var fit = new NormalsFit(1);
        START.datesUntil(END)
                .forEach(date ->
                        fit.add(date, SHORTWAVE_DOWN_W_PER_M2, new float[] {date.getMonthValue() == 6 ? 500 : 0}));
        Normals normals = fit.normals();
        START.datesUntil(END)
                .forEach(date -> assertThat(normals.value(SHORTWAVE_DOWN_W_PER_M2, 0, date))
                        .isBetween(0f, 600f));
    }

    private static float course(LocalDate date, double mean) {
        double angle = 2 * Math.PI * date.getDayOfYear() / 365.25;
        return (float) (mean - 10 * Math.cos(angle) + 3 * Math.sin(angle) + 2 * Math.cos(2 * angle));
    }
}

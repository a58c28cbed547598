package org.soilcast.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SatelliteOrbitTest {
    /** Every 2 or 3 days, the same days every 8, between the latitudes of the twin's belt. */
    @Test
    void revisitsEveryTwoOrThreeDays() {
        for (double latitude = 25; latitude <= 53; latitude += 4) {
            for (double longitude = -179.5; longitude < 180; longitude += 1.7) {
                int seen = 0;
                int sinceLast = 0;
                int longest = 0;
                for (long day = 16_000; day < 16_080; day++) {
                    sinceLast++;
                    boolean sees = SatelliteOrbit.sees(latitude, longitude, day);
                    if (sees) {
                        longest = seen == 0 ? longest : Math.max(longest, sinceLast);
                        sinceLast = 0;
                        seen++;
                    }
                    assertThat(SatelliteOrbit.sees(latitude, longitude, day + 8))
                            .isEqualTo(sees);
                }
                assertThat(longest).as("%s, %s", latitude, longitude).isBetween(2, 3);
                assertThat(seen).as("%s, %s", latitude, longitude).isBetween(30, 50);
            }
        }
    }

    @Test
    void neighboursAreSeenTogetherAndDistantOnesApart() {
        int together = 0;
        int apart = 0;
        for (long day = 0; day < 800; day++) {
            together += SatelliteOrbit.sees(40, -100, day) == SatelliteOrbit.sees(40, -100.4, day) ? 1 : 0;
            apart += SatelliteOrbit.sees(40, -100, day) == SatelliteOrbit.sees(40, -112, day) ? 1 : 0;
        }
        assertThat(together).isGreaterThanOrEqualTo(600);
        assertThat(apart).isLessThan(400);
    }
}

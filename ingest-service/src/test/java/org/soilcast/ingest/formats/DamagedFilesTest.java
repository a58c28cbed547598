package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged copies of a file of each container are read or refused with one line, within 5 s and the heap of the tests. The
 * long form is {@code -Dsoilcast.damagedFiles=10000}.
 */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class DamagedFilesTest {
    private static final int FILES = Integer.getInteger("soilcast.damagedFiles", 60);
    private static final long MOST_CPU_MILLIS = 5_000;
    /** Of a machine that does other things as well. */
    private static final Duration HANGS = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smap_granule/REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5",
                "smap_granule/SPL3SMP_subset_landcover_fraction.nc4",
                "forcing_samples/era5_tas_pr_20180101-20180108.nc",
                "forcing_samples/gridmet_precipitation_amount_2010-05-22.nc",
                "forcing_samples/era5land_soil_levels.grib",
                "forcing_samples/ecmwf_tp_two_resolutions.grib",
                "forcing_samples/ncep_flux_gaussian_t62.grib2"
            })
    void damageEndsInALine(String sample) throws IOException {
        var copies = new DamagedCopies(Files.readAllBytes(Path.of(System.getenv("SOILCAST_DATA"), sample)));
        Path copy = folder.resolve("damaged");
        for (long seed = 1; seed <= FILES; seed++) {
            long next = seed;
            var outcome = assertTimeoutPreemptively(HANGS, () -> copies.read(copy, next), sample + ", seed " + seed);
            assertThat(outcome.cpuMillis()).as("%s, seed %d", sample, seed).isLessThanOrEqualTo(MOST_CPU_MILLIS);
        }
    }
}

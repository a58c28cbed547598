package org.soilcast.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.SourceField;
import org.soilcast.ingest.source.SourceFile;

/**
 * Damaged copies of a small file of each container: bits flipped anywhere or in the header alone, cut off, and lengths made
 * absurd. Each is read or refused with one line, within 5 s and the heap of the tests.
 */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class DamagedFilesTest {
    private static final int FILES = Integer.getInteger("soilcast.damagedFiles", 60);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int HEADER_BYTES = 4096;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smap_granule/REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5",
                "forcing_samples/era5_tas_pr_20180101-20180108.nc",
                "forcing_samples/gridmet_precipitation_amount_2010-05-22.nc",
                "forcing_samples/era5land_soil_levels.grib",
                "forcing_samples/ecmwf_tp_two_resolutions.grib",
                "forcing_samples/ncep_flux_gaussian_t62.grib2"
            })
    void damageEndsInALine(String sample) throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(System.getenv("SOILCAST_DATA"), sample));
        Path copy = folder.resolve("damaged");
        for (long seed = 1; seed <= FILES; seed++) {
            Files.write(copy, damaged(whole, new Random(seed)));
            String what = sample + " with seed " + seed;
            assertTimeoutPreemptively(LONGEST, () -> readOrRefused(copy, what), what);
        }
    }

    private static void readOrRefused(Path copy, String what) {
        try (SourceFile file = SourceFiles.open(copy)) {
            for (SourceField field : file.fields()) {
                readOrRefused(field, what);
            }
            file.retrievals();
        } catch (InputException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + " ends in " + e, e);
        }
    }

    private static void readOrRefused(SourceField field, String what) {
        try {
            field.values(0);
        } catch (InputException e) {
            assertThat(e.getMessage()).as(what).isNotBlank();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] copy = whole.clone();
        int header = Math.min(HEADER_BYTES, copy.length);
        switch (random.nextInt(4)) {
            case 0 -> flip(copy, copy.length, random);
            case 1 -> flip(copy, header, random);
            case 2 -> {
                return java.util.Arrays.copyOf(copy, random.nextInt(copy.length));
            }
            default -> {
                // four bytes of the header made a huge, a negative or a zero length
                int at = random.nextInt(header - 4);
                byte[] lengths = {(byte) 0x7F, (byte) 0xFF, 0};
                java.util.Arrays.fill(copy, at, at + 4, lengths[random.nextInt(lengths.length)]);
            }
        }
        return copy;
    }

    private static void flip(byte[] bytes, int end, Random random) {
        int flips = 1 + random.nextInt(20);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
        }
    }
}

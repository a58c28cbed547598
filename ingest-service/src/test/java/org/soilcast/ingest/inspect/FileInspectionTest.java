package org.soilcast.ingest.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.rejects.InputException;

/** What is said of every sample: what it is, grid, dates, variables, units, missing values, ranges, and who would take it. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the data sets")
class FileInspectionTest {
    private static final List<String> FOLDERS = List.of("smap_granule", "forcing_samples");
    private static final Set<String> NO_SAMPLES =
            Set.of("EXPECTED.csv", "MANIFEST.csv", "SOURCE.txt", "SPL3SMP_008_structure.csv");

    /** A file, its size aside, and some of the lines; those of counts and shapes agree with SOURCE.txt. */
    private static final String EXPECTED = """
            REBUILT_SMAP_L3_SM_P_20150710_R00000_001.h5: SMAP L3, 36 km, daily (SPL3SMP) (HDF5)
            grid: EASE-Grid 2.0 M36, 406 x 964
              Soil_Moisture_Retrieval_Data_AM/soil_moisture, cm**3/cm**3: 391251 of 391384 missing, 0.0200000..0.496540
              Soil_Moisture_Retrieval_Data_AM/clay_fraction, no unit: 391251 of 391384 missing, 0.0830646..0.526000; no use
              Soil_Moisture_Retrieval_Data_PM/landcover_class_pm[0], no unit: 391384 of 391384 missing; no use
            retrievals of 2015-07-10, mean solar time: 133 in the morning (98 recommended), 0 in the evening (0)
            domain conus_m36: takes 91 retrievals, of 2015-07-10
            domain conus_m09: does not take it: it takes retrievals of SPL3SMP_E
            domain global_m36: takes 98 retrievals, of 2015-07-10

            REBUILT_SMAP_L3_SM_P_20150711_R00000_001.h5: SMAP L3, 36 km, daily (SPL3SMP) (HDF5)
            grid: EASE-Grid 2.0 M36, 406 x 964
              Soil_Moisture_Retrieval_Data_AM/soil_moisture, cm**3/cm**3: 391220 of 391384 missing, 0.0373760..0.496540
            retrievals of 2015-07-11, mean solar time: 164 in the morning (118 recommended), 0 in the evening (0)
            domain global_m36: takes 118 retrievals, of 2015-07-11

            REBUILT_SMAP_L3_SM_P_20150712_R00000_001.h5: SMAP L3, 36 km, daily (SPL3SMP) (HDF5)
            grid: EASE-Grid 2.0 M36, 406 x 964
            retrievals of 2015-07-12, mean solar time: 159 in the morning (108 recommended), 0 in the evening (0)
            domain global_m36: takes 108 retrievals, of 2015-07-12

            REBUILT_SMAP_L3_SM_P_20150713_R00000_001.h5: SMAP L3, 36 km, daily (SPL3SMP) (HDF5)
            grid: EASE-Grid 2.0 M36, 406 x 964
            retrievals of 2015-07-13, mean solar time: 147 in the morning (111 recommended), 0 in the evening (0)
            domain conus_m36: takes 106 retrievals, of 2015-07-13

            SMAP_L4_SM_aup_20200128T150000_Vv4030_001_subset.h5: SMAP L4 analysis, 9 km (SPL4SMAU) (HDF5)
            grid: EASE-Grid 2.0 M09, 508 x 1123 from row 40, column 87
              Analysis_Data/sm_surface_analysis, m3 m-3, 1 step 2020-01-28T14:58:55.816Z: 324011 of 570484 missing, 0.0268200..0.795126
              Analysis_Data/surface_temp_analysis, K, 1 step 2020-01-28T14:58:55.816Z: 324011 of 570484 missing, 224.664..316.704
            domain conus_m09: does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes

            SPL2SMP_20150401_gridded_subset.nc: SMAP L2 half-orbit, 36 km (SPL2SMP or SPL2SMP_NRT) (HDF5)
            grid: EASE-Grid 2.0 M36, 200 x 200 from row 0, column 400
              Soil_Moisture_Retrieval_Data/soil_moisture, cm**3/cm**3: 35771 of 40000 missing, 0.0200000..0.676079
            retrievals of 2015-04-01, mean solar time: 4229 in the morning (2740 recommended), 0 in the evening (0)
            domain conus_m36: does not take it: it takes retrievals of SPL3SMP

            SPL3SMP_subset_landcover_fraction.nc4: SMAP L3, 36 km, daily (SPL3SMP) (HDF5)
            grid: EASE-Grid 2.0 M36, 27 x 162 from row 0, column 294
              Soil_Moisture_Retrieval_Data_AM/landcover_class_fraction[0], no unit: 136 of 4374 missing, 0.232833..1.00000; no use
            domain conus_m36: does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes

            NLDAS_FORA0125_H.A20171024.1500.002.grb: NLDAS-2 forcing hourly (GRIB 1)
            grid: latitude and longitude, 224 x 464, 25.0630..52.9380 N, -124.9380..-67.0630 E
              TMP, K, 1 step 2017-10-24T15:00:00Z: 23497 of 103936 missing, 268.620..303.490
              APCP, kg/m^2, 1 step 2017-10-24T14:00:00Z..2017-10-24T15:00:00Z: 23497 of 103936 missing, 0.00000..28.6824
            domain conus_m36: takes precipitation, air_temperature, shortwave, longwave, specific_humidity, wind_speed of nldas2
            domain global_m36: does not take it: none of its variables is to come from nldas2

            ST4.2013052210.01h.grb: 1 messages of weather (GRIB 1)
            grid: PolarStereographic, 881 x 1121, corners 23.117 N -119.023 E and 45.615 N -59.904 E
              tp, kg m**-2, 1 step 2013-05-22T09:00:00Z..2013-05-22T10:00:00Z: 324909 of 987601 missing, 0.00000..165.130
            domain conus_m36: does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes

            aorc_cats-27_52_67-2015_12_01-2015_12_30.nc: AORC hourly by catchment (netCDF-4 or HDF5)
            grid: 3 places without a grid, cat-27..cat-67
              TMP_2maboveground, K, 720 steps 2015-12-01T00:00:00Z to 2015-12-30T23:00:00Z: 0 of 24 missing in 8 steps, 282.500..290.900
            domain conus_m36: does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes

            ecmwf_tp_two_resolutions.grib: 2 messages of weather (GRIB 1)
            grid: latitude and longitude, 37 x 72, 90.0000..-90.0000 N, 0.0000..355.0000 E
              tp, m, 1 step 2017-10-18T12:00:00Z..2017-10-19T00:00:00Z: 0 of 2664 missing, 0.00000..0.0520020
            grid: latitude and longitude, 46 x 90, 90.0000..-90.0000 N, 0.0000..356.0000 E
            domain global_m36: does not take it: none of its variables is to come from other

            era5_2t_20170101T12.grib: ERA5 or ERA5-Land hourly (GRIB 1)
            grid: latitude and longitude, 121 x 201, 60.0000..30.0000 N, -10.0000..40.0000 E
              2t, K, 1 step 2017-01-01T12:00:00Z: 0 of 24321 missing, 263.297..292.145
            domain conus_m36: does not take it: none of its variables is to come from era5
            domain global_m36: takes air_temperature of era5

            era5land_soil_levels.grib: ERA5 or ERA5-Land hourly (GRIB 1)
            grid: latitude and longitude, 6 x 6, 50.0000..40.0000 N, 0.0000..10.0000 E
              swvl1 at 0-7, m**3 m**-3, 1 step 2022-01-01T00:00:00Z: 0 of 36 missing, -2.70829e-06..0.406217
            domain global_m36: takes air_temperature of era5

            era5_tas_pr_20180101-20180108.nc: ERA5 or ERA5-Land hourly (netCDF-4 or HDF5)
            grid: 1 places without a grid, point..point
              tas, K, 192 steps 2018-01-01T00:00:00Z to 2018-01-08T23:00:00Z: 0 of 8 missing in 8 steps, 249.134..274.429
            domain global_m36: does not take it: it holds neither retrievals nor weather on a grid of latitudes and longitudes

            gfs_2011100800_f072_2p5deg_surface.grib2: GFS forecast (GRIB 2)
            grid: latitude and longitude, 73 x 144, 90.0000..-90.0000 N, 0.0000..357.5000 E
              soilw at 0.0-0.1 m, Proportion, 1 step 2011-10-11T00:00:00Z: 6919 of 10512 missing, 0.0340000..1.00000
              dlwrf, W m**-2, 1 step 2011-10-10T18:00:00Z..2011-10-11T00:00:00Z: 0 of 10512 missing, 63.0000..460.000
            domain conus_m36: takes it as a forecast of the weather, started 2011-10-08T00:00:00Z

            gridmet_daily_maximum_temperature_2010-05-22.nc: gridMET daily (netCDF-3)
            grid: latitude and longitude, 585 x 1386, 49.4000..25.0667 N, -124.7667..-67.0583 E
              daily_maximum_temperature, K, 1 step 2010-05-22T07:00:00Z..2010-05-23T07:00:00Z: 326931 of 810810 missing, 263.400..315.100
            domain conus_m36: takes air_temperature_max of gridmet

            gridmet_precipitation_amount_2010-05-22.nc: gridMET daily (netCDF-3)
            grid: latitude and longitude, 585 x 1386, 49.4000..25.0667 N, -124.7667..-67.0583 E
              precipitation_amount, mm, 1 step 2010-05-22T07:00:00Z..2010-05-23T07:00:00Z: 326931 of 810810 missing, 0.00000..115.700
            domain conus_m36: takes precipitation of gridmet
            domain global_m36: does not take it: none of its variables is to come from gridmet

            ncep_flux_gaussian_t62.grib2: GFS forecast (GRIB 2)
            grid: latitude and longitude, 94 x 192, 88.5419..-88.5419 N, 0.0000..358.1250 E
              tmax at 2, K, 1 step 2004-03-05T00:00:00Z..2004-03-05T12:00:00Z: 0 of 18048 missing, 223.700..319.900
            domain conus_m36: takes it as a forecast of the weather, started 2004-02-29T12:00:00Z
            """;
    /** Its packing needs a library that is not on every machine; only its name is expected of all. */
    private static final String PACKED_BY_CCSDS = "ecmwf_opendata_20250912T12_tprate_ccsds.grib2";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everySampleIsToldAsItIs() throws IOException {
        Map<String, Path> samples = samples();
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (String file : EXPECTED.split("\n\n")) {
            expected.put(file.substring(0, file.indexOf(": ")), file.lines().toList());
        }
        Set<String> told = new TreeSet<>(expected.keySet());
        told.add(PACKED_BY_CCSDS);
        assertThat(told).isEqualTo(samples.keySet());
        return expected.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> check(samples.get(file.getKey()), file.getValue())));
    }

    private static void check(Path sample, List<String> expected) {
        List<String> lines = FileInspection.lines(sample, domains());
        assertThat(lines.get(0)).startsWith(expected.get(0) + ", ").endsWith(" bytes");
        assertThat(lines).containsAll(expected.subList(1, expected.size()));
        assertThat(lines.get(1)).startsWith("grid: ");
        assertThat(lines).noneMatch(line -> line.contains("refused") || line.contains("left out"));
        assertThat(lines.subList(lines.size() - domains().size(), lines.size()))
                .allMatch(line -> line.startsWith("domain "));
    }

    @Test
    void aUnitThatLiesIsTold() throws IOException {
        Path sample = samples().get("gridmet_precipitation_amount_2010-05-22.nc");
        byte[] bytes = Files.readAllBytes(sample);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int unit = text.indexOf("\u0002mm\0\0", text.indexOf("precipitation_amount")) + 1;
        bytes[unit] = 'i';
        bytes[unit + 1] = 'n';
        Path lie = Files.write(folder.resolve("lie.nc"), bytes);
        assertThatThrownBy(() -> FileInspection.lines(lie, domains()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("publishes precipitation_amount in mm, this file says 'in'");
    }

    @Test
    void whatIsNoFileOfAnAgencyIsToldInALine() throws IOException {
        Path note = Files.writeString(folder.resolve("note.txt"), "no granule");
        assertThatThrownBy(() -> FileInspection.lines(note, domains()))
                .isInstanceOf(InputException.class)
                .hasMessage(note + ": is neither HDF5, netCDF nor GRIB, by its first bytes");
        assertThatThrownBy(() -> FileInspection.lines(folder.resolve("none"), domains()))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("no such file");
    }

    private static List<DescribedDomain> domains() {
        return DomainFile.SHIPPED.stream().map(DomainFile::read).toList();
    }

    private static Map<String, Path> samples() throws IOException {
        var samples = new LinkedHashMap<String, Path>();
        for (String name : FOLDERS) {
            try (Stream<Path> files = Files.list(Path.of(System.getenv("SOILCAST_DATA"), name))) {
                samples.putAll(files.filter(
                                file -> !NO_SAMPLES.contains(file.getFileName().toString()))
                        .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file)));
            }
        }
        return samples;
    }
}

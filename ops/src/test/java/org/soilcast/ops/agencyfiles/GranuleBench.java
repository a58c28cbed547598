package org.soilcast.ops.agencyfiles;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.soilcast.ingest.described.DomainFile;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.formats.SourceFiles;
import org.soilcast.ingest.source.GranulePart;
import org.soilcast.ingest.source.SourceFile;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * How many granules of 9 km are decoded a minute, whole and as conus_m09 takes them, by one thread and by two:
 * {@code GRANULES}. Not a test: what it prints depends on the machine. A granule has 600,000 retrievals of noise, about what
 * a day's morning passes see of the land.
 */
final class GranuleBench {
    private static final int RETRIEVALS = 600_000;
    private static final long SEED = 1;
    private static final List<String> ATTRIBUTES = List.of(
            "clay_percent",
            "bulk_density_g_per_cm3",
            "smap_albedo",
            "smap_roughness_coefficient",
            "smap_water_body_fraction",
            "landcover_igbp_class");

    private GranuleBench() {}

    /** Writes a granule, and reads it so many times in each way. */
    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("granule", ".h5");
        write(file);
        int granules = Integer.parseInt(arguments[0]);
        GranulePart conus = DomainFile.read("conus_m09").part();
        measure("whole", file, granules, 1, () -> SourceFiles.open(file));
        for (int threads = 1; threads <= 2; threads++) {
            measure("conus_m09", file, granules, threads, () -> SourceFiles.open(file, conus));
        }
        measure("whole", file, granules, 2, () -> SourceFiles.open(file));
        Files.delete(file);
    }

    /** Retrievals in a belt around the globe, each place by chance. */
    private static void write(Path file) {
        var random = new Random(SEED);
        EaseGrid grid = EaseGrid.M09;
        var cells = new ArrayList<Cell>();
        int places = grid.rows() * grid.columns();
        for (int key = 0; key < places; key++) {
            if (random.nextInt(places) < RETRIEVALS) {
                int row = key / grid.columns();
                int column = key % grid.columns();
                cells.add(new Cell(
                        Integer.toString(key),
                        MortonOrder.ofGrid(row, column),
                        (float) grid.latitudeDegrees(row),
                        (float) grid.longitudeDegrees(column),
                        Float.NaN,
                        List.of(100 * random.nextFloat(), 1.4f, 0.05f, random.nextFloat(), random.nextFloat(), 10f)));
            }
        }
        var domain = new Domain(
                new DomainDescription("noise", "made up", ObservationTime.END_OF_DAY, true, ATTRIBUTES), cells);
        var moisture = new float[cells.size()];
        for (int i = 0; i < moisture.length; i++) {
            moisture[i] = 0.05f + 0.4f * random.nextFloat();
        }
        new GranuleWriter(grid, domain).write(file, LocalDate.of(2020, 6, 1), moisture);
    }

    private static void measure(String what, Path file, int granules, int threads, Supplier<SourceFile> open)
            throws IOException {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        var pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        long startOfProcess = machine.getProcessCpuTime();
        List<CompletableFuture<Integer>> read = new ArrayList<>();
        for (int i = 0; i < granules; i++) {
            read.add(CompletableFuture.supplyAsync(() -> retrievals(open), pool));
        }
        int retrievals = read.stream().mapToInt(CompletableFuture::join).max().orElse(0);
        double minutes = (System.nanoTime() - start) / 6e10;
        double ofProcess = (machine.getProcessCpuTime() - startOfProcess) / 6e10;
        pool.shutdown();
        System.out.printf(
                "%s, %d threads: %d MB, %d retrievals, %.0f granules a minute by the clock, %.0f a core-minute, heap %d MB%n",
                what,
                threads,
                Files.size(file) >> 20,
                retrievals,
                granules / minutes,
                granules / ofProcess,
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(pools -> pools.getType() == java.lang.management.MemoryType.HEAP)
                                .mapToLong(pools -> pools.getPeakUsage().getUsed())
                                .sum()
                        >> 20);
    }

    private static int retrievals(Supplier<SourceFile> open) {
        try (SourceFile granule = open.get()) {
            return granule.retrievals().size();
        }
    }
}

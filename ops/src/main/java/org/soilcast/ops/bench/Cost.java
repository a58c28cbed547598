package org.soilcast.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What something takes of this process.
 *
 * @param seconds time that passes
 * @param coreSeconds processor time of all threads, of user and system
 */
record Cost(double seconds, double coreSeconds) {
    private static final double NANOS = 1e9;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    /** All that this process has taken since some moment; of use in differences. */
    static Cost soFar() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cost(System.nanoTime() / NANOS, system.getProcessCpuTime() / NANOS);
    }

    /** What has been taken since then. */
    static Cost since(Cost then) {
        Cost now = soFar();
        return new Cost(now.seconds - then.seconds, now.coreSeconds - then.coreSeconds);
    }

    /** Resident memory of this process; 0 where the system does not tell. */
    static long residentBytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}

package org.soilcast.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named yes-or-no questions about a process. They are asked on every request, by more than one thread, and should
 * answer at once from what the process already knows.
 */
public final class HealthChecks {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

    private final TreeMap<String, BooleanSupplier> checks;

    private HealthChecks(Map<String, BooleanSupplier> checks) {
        this.checks = new TreeMap<>(checks);
    }

    /** Checks by name; none at all is always healthy. */
    public static HealthChecks of(Map<String, BooleanSupplier> checks) {
        return new HealthChecks(checks);
    }

    /** Names of the checks that say no, or fail to say anything, in alphabetical order. */
    public List<String> failing() {
        return checks.entrySet().stream()
                .filter(check -> !holds(check.getKey(), check.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean holds(String name, BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException e) { // a broken check is a failing check, and must not break the endpoint
            LOG.warn("health check {} failed", name, e);
            return false;
        }
    }
}

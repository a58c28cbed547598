package org.soilcast.ops.agency;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which requests go wrong, and how; each planned fault once. */
public final class FaultPlan {
    private final List<Planned> planned = new ArrayList<>();
    private final Map<AgencyFault, Integer> made = new EnumMap<>(AgencyFault.class);

    private record Planned(AgencyFault fault, String path) {}

    /**
     * Plans a fault.
     *
     * @param path part of the path of the request that it hits, the first that comes
     */
    public synchronized void add(AgencyFault fault, String path) {
        planned.add(new Planned(fault, path));
    }

    /** The fault of a request, which is made now; empty for a request that goes well. */
    synchronized Optional<AgencyFault> take(String path) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned one = each.next();
            if (path.contains(one.path)) {
                each.remove();
                made.merge(one.fault, 1, Integer::sum);
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    /** How often each fault was made. */
    public synchronized Map<AgencyFault, Integer> made() {
        return made.isEmpty() ? Map.of() : new EnumMap<>(made);
    }
}

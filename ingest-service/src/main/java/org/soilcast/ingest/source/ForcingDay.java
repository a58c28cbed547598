package org.soilcast.ingest.source;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.ForcingVariable;
import org.soilcast.ingest.domain.ValueDigest;

/** Weather of one date and all cells of a domain, in the system's units. */
public final class ForcingDay {
    private final Origin origin;
    private final Map<ForcingVariable, float[]> values;

    /**
     * A day that keeps the arrays.
     *
     * @param values [cell] in the order of the domain, NaN for missing; of variables the source never has, nothing
     */
    public ForcingDay(Origin origin, Map<ForcingVariable, float[]> values) {
        this.origin = origin;
        this.values = new EnumMap<>(ForcingVariable.class);
        this.values.putAll(values);
    }

    /** Where the values come from. */
    public Origin origin() {
        return origin;
    }

    /** A variable of all cells, [cell], NaN for missing; empty when the source never has it. */
    public float[] values(ForcingVariable variable) {
        float[] all = values.get(variable);
        return all == null ? new float[0] : all.clone();
    }

    /** A variable of a tile, [cell], NaN for missing; empty when the source never has it. */
    public float[] values(ForcingVariable variable, Domain domain, int tile) {
        float[] all = values.get(variable);
        int start = domain.start(tile);
        return all == null ? new float[0] : Arrays.copyOfRange(all, start, start + domain.size(tile));
    }

    /** The digest of the values to the bit. */
    public String digest() {
        var digest = new ValueDigest();
        values.forEach((variable, all) -> digest.add(variable.name(), all));
        return digest.hexadecimal();
    }
}

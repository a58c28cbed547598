package org.soilcast.ingest.smap;

import java.util.Arrays;
import java.util.Optional;

/** SMAP's groups of arrays. */
enum SmapPass {
    MORNING("Soil_Moisture_Retrieval_Data_AM", ""),
    EVENING("Soil_Moisture_Retrieval_Data_PM", "_pm"),
    /** Half-orbits, whose hour tells the pass. */
    HALF_ORBIT("Soil_Moisture_Retrieval_Data", ""),
    /** The model with its analysis. */
    ANALYSIS("Analysis_Data", ""),
    GEOPHYSICAL("Geophysical_Data", "");

    private final String group;
    private final String suffix;

    SmapPass(String group, String suffix) {
        this.group = group;
        this.suffix = suffix;
    }

    static Optional<SmapPass> of(String group) {
        return Arrays.stream(values()).filter(pass -> pass.group.equals(group)).findFirst();
    }

    String group() {
        return group;
    }

    /** What the names of the group's arrays end in. */
    String suffix() {
        return suffix;
    }

    /** Whether an array is this group's; the model has its cells' rows and columns beside its group. */
    boolean holds(String path) {
        return path.startsWith(group + "/") || !hasRetrievals() && path.indexOf('/') < 0;
    }

    boolean hasRetrievals() {
        return this == MORNING || this == EVENING || this == HALF_ORBIT;
    }

    boolean isDaily() {
        return this == MORNING || this == EVENING;
    }
}

package org.soilcast.ingest.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a dataset's dimensions by HDF5's dimension scales, as netCDF-4 writes them. */
final class DimensionNames {
    /** The attribute that lists the scales of each dimension as object references. */
    static final String LIST = "DIMENSION_LIST";

    private final Map<Long, String> namesByAddress = new HashMap<>();

    DimensionNames(Collection<Dataset> datasets) {
        datasets.forEach(dataset -> namesByAddress.put(dataset.getAddress(), dataset.getName()));
    }

    /** One name a dimension: that of its scale, the dataset's own when it is one itself, else an empty text. */
    List<String> of(Dataset dataset) {
        int dimensions = dataset.getDimensions().length;
        Attribute list = dataset.getAttributes().get(LIST);
        if (list != null && list.getData() instanceof Object[] scales && scales.length == dimensions) {
            var names = new ArrayList<String>();
            for (Object scale : scales) {
                names.add(
                        scale instanceof long[] addresses && addresses.length > 0
                                ? namesByAddress.getOrDefault(addresses[0], "")
                                : "");
            }
            return names;
        }
        boolean isScale = dimensions == 1 && dataset.getAttributes().containsKey("CLASS");
        return isScale ? List.of(dataset.getName()) : Collections.nCopies(dimensions, "");
    }
}

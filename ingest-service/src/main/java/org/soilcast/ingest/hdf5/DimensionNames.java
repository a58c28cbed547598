package org.soilcast.ingest.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The names of a dataset's dimensions by HDF5's dimension scales, as netCDF-4 writes them. */
final class DimensionNames {
    /** The attribute that lists the scales of each dimension as object references. */
    static final String LIST = "DIMENSION_LIST";

    private DimensionNames() {}

    /** One name a dimension: that of its scale, the dataset's own when it is one itself, else an empty text. */
    static List<String> of(HdfFile file, Dataset dataset) {
        int dimensions = dataset.getDimensions().length;
        Attribute list = dataset.getAttributes().get(LIST);
        if (list != null && list.getData() instanceof Object[] scales && scales.length == dimensions) {
            var names = new ArrayList<String>();
            for (Object scale : scales) {
                names.add(
                        scale instanceof long[] addresses && addresses.length > 0
                                ? file.getNodeByAddress(addresses[0]).getName()
                                : "");
            }
            return names;
        }
        boolean isScale = dimensions == 1 && dataset.getAttributes().containsKey("CLASS");
        return isScale ? List.of(dataset.getName()) : Collections.nCopies(dimensions, "");
    }
}

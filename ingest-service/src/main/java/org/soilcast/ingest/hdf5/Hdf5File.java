package org.soilcast.ingest.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.filter.FilterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.arrays.Attributes;
import org.soilcast.ingest.rejects.InputException;

/** An HDF5 file, netCDF-4 among them, read by jhdf. */
public final class Hdf5File implements ArrayFile {
    /** Groups and datasets beyond which a file is taken for damaged; SPL3SMP has 110. */
    private static final int MOST_NODES = 5_000;

    static {
        FilterManager.addFilter(new BoundedInflate());
    }

    private final Path path;
    private final HdfFile file;
    private final Attributes attributes;
    private final Map<String, ArrayVariable> variables = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private String lastRead = "";
    private Optional<ChunkRows> lastRows = Optional.empty();

    /**
     * Opens a file and reads its structure.
     *
     * @throws InputException when it is no HDF5 file or damaged
     */
    public Hdf5File(Path path) {
        this.path = path;
        this.file = guarded(() -> open(path));
        try {
            this.attributes = guarded(() -> attributes(file));
            guarded(this::walk);
        } catch (InputException e) {
            file.close();
            throw e;
        }
    }

    /** Mapped, so that nothing is allocated for a length that a damaged file claims; what cannot be mapped is read. */
    private static HdfFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size() <= Integer.MAX_VALUE
                    ? HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))
                    : new HdfFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, ArrayVariable> variables() {
        return variables;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public double[] values(ArrayVariable variable, int first, int count) {
        Dataset dataset = dataset(variable);
        if (!variable.numeric()) {
            throw new InputException(path + ": " + variable.path() + " holds no numbers");
        }
        List<Integer> part = variable.partShape(count);
        if (ArrayVariable.product(part) > ArrayVariable.MOST_ELEMENTS) {
            throw new InputException(
                    path + ": " + variable.path() + " claims an absurd size, " + variable.shape() + "; damaged?");
        }
        return guarded(() -> variable.decode(rows(variable, dataset)
                .map(rows -> rows.read(first, count))
                .orElseGet(() -> Numbers.of(data(dataset, variable, first, part)))));
    }

    /** Those of the array that was read last are kept, since steps and rows are asked for in turns. */
    private Optional<ChunkRows> rows(ArrayVariable variable, Dataset dataset) {
        if (!variable.path().equals(lastRead)) {
            lastRead = variable.path();
            lastRows = ChunkRows.of(dataset);
        }
        return lastRows;
    }

    private static Object data(Dataset dataset, ArrayVariable variable, int first, List<Integer> part) {
        if (dataset.isScalar()) {
            return dataset.getData();
        }
        if (part.equals(variable.shape())) {
            return dataset.getDataFlat();
        }
        var offset = new long[part.size()];
        offset[0] = first;
        return dataset.getData(offset, part.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public List<String> texts(ArrayVariable variable) {
        Dataset dataset = dataset(variable);
        Object data = guarded(dataset::getDataFlat);
        if (data instanceof Object[] elements && Arrays.stream(elements).allMatch(String.class::isInstance)) {
            return Arrays.stream(elements).map(String.class::cast).toList();
        }
        throw new InputException(path + ": " + variable.path() + " holds no texts");
    }

    @Override
    public void close() {
        file.close();
    }

    private Dataset dataset(ArrayVariable variable) {
        return Optional.ofNullable(datasets.get(variable.path()))
                .orElseThrow(() -> new InputException(path + ": no array " + variable.path()));
    }

    /** Breadth first with a limit: links of a damaged file may lead in a circle. */
    private boolean walk() {
        var open = new ArrayDeque<Group>();
        var nodes = 0;
        for (Group group = file; group != null; group = open.poll()) {
            for (Map.Entry<String, Node> entry : group.getChildren().entrySet()) {
                if (++nodes > MOST_NODES) {
                    throw new InputException("more than " + MOST_NODES + " groups and arrays");
                }
                if (entry.getValue() instanceof Group child) {
                    open.add(child);
                } else if (entry.getValue() instanceof Dataset dataset) {
                    datasets.put(group.getPath().substring(1) + entry.getKey(), dataset);
                }
            }
        }
        var names = new DimensionNames(datasets.values());
        datasets.forEach((name, dataset) -> add(name, dataset, names));
        return true;
    }

    private void add(String name, Dataset dataset, DimensionNames names) {
        List<Integer> shape = Arrays.stream(dataset.getDimensions()).boxed().toList();
        variables.put(
                name,
                new ArrayVariable(
                        name, names.of(dataset), shape, Numbers.isType(dataset.getJavaType()), attributes(dataset)));
    }

    private static Attributes attributes(Node node) {
        var attributes = new Attributes();
        node.getAttributes().forEach((name, attribute) -> put(attributes, name, attribute));
        return attributes;
    }

    private static void put(Attributes attributes, String name, Attribute attribute) {
        if (name.equals(DimensionNames.LIST) || name.equals("REFERENCE_LIST") || attribute.isEmpty()) {
            return; // references to other objects, which say nothing about the values
        }
        Object data = attribute.getData();
        if (data instanceof String text) {
            attributes.put(name, text);
        } else if (data instanceof String[] texts && texts.length == 1) {
            attributes.put(name, texts[0]);
        } else if (Numbers.isType(attribute.getJavaType()) && attribute.getSize() == 1) {
            attributes.put(name, Numbers.of(data)[0]);
        }
    }

    /** jhdf checks little: a damaged file ends in any exception there is; one cut while it is mapped, in an internal error. */
    private <T> T guarded(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | InternalError e) {
            String detail =
                    Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            throw new InputException(
                    path + ": damaged HDF5 file: " + detail.lines().findFirst().orElse(""), e);
        }
    }
}

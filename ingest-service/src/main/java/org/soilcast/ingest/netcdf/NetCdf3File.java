package org.soilcast.ingest.netcdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.arrays.ArrayVariable;
import org.soilcast.ingest.arrays.Attributes;
import org.soilcast.ingest.rejects.InputException;

/**
 * A netCDF-3 file, classic (CDF-1), with 64-bit offsets (CDF-2) or 64-bit data (CDF-5), after the NetCDF classic format
 * specification (Unidata, 2011).
 */
public final class NetCdf3File implements ArrayFile {
    /** Headers of real files take a few kB. */
    private static final int MOST_HEADER_BYTES = 8 << 20;

    private final Path path;
    private final FileChannel channel;
    private final NetCdf3Header header;
    private final Map<String, ArrayVariable> variables = new LinkedHashMap<>();

    /**
     * Opens a file and reads its structure.
     *
     * @throws InputException when it is no netCDF-3 file or damaged
     */
    public NetCdf3File(Path path) {
        this.path = path;
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
        try {
            var head = ByteBuffer.allocate((int) Math.min(MOST_HEADER_BYTES, channel.size()));
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            header = NetCdf3Header.parse(head.flip(), channel.size());
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            close();
            String detail = Optional.ofNullable(e.getMessage()).orElse("its header ends early");
            throw new InputException(path + ": damaged netCDF-3 file: " + detail, e);
        }
        header.stored().forEach((name, stored) -> variables.put(name, stored.variable()));
    }

    @Override
    public Map<String, ArrayVariable> variables() {
        return variables;
    }

    @Override
    public Attributes attributes() {
        return header.attributes();
    }

    @Override
    public double[] values(ArrayVariable variable, int first, int count) {
        NetCdf3Header.Stored stored = stored(variable);
        if (!variable.numeric()) {
            throw new InputException(path + ": " + variable.path() + " holds no numbers");
        }
        ByteBuffer bytes = read(stored, first, count);
        var values = new double[bytes.remaining() / stored.type().bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.type().read(bytes);
        }
        return variable.decode(values);
    }

    @Override
    public List<String> texts(ArrayVariable variable) {
        NetCdf3Header.Stored stored = stored(variable);
        if (variable.numeric() || variable.shape().isEmpty()) {
            throw new InputException(path + ": " + variable.path() + " holds no texts");
        }
        ByteBuffer bytes = read(stored, 0, variable.shape().get(0));
        int length = variable.shape().get(variable.shape().size() - 1);
        var texts = new ArrayList<String>();
        while (length > 0 && bytes.remaining() >= length) {
            var text = new byte[length];
            bytes.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8).replace("\0", "").strip());
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private NetCdf3Header.Stored stored(ArrayVariable variable) {
        return Optional.ofNullable(header.stored().get(variable.path()))
                .orElseThrow(() -> new InputException(path + ": no array " + variable.path()));
    }

    /** The bytes of a part of an array without the padding and the other arrays between its records. */
    private ByteBuffer read(NetCdf3Header.Stored stored, int first, int count) {
        ArrayVariable variable = stored.variable();
        long elements = ArrayVariable.product(variable.partShape(count));
        long bytes = elements * stored.type().bytes();
        try {
            if (elements > ArrayVariable.MOST_ELEMENTS || bytes > channel.size()) {
                throw new InputException(path + ": " + variable.path() + " claims more than the file holds, shape "
                        + variable.shape() + "; damaged or cut off?");
            }
            var all = ByteBuffer.allocate((int) bytes);
            int pieces = stored.byRecord() ? count : 1;
            long stepBytes = stored.byRecord() ? header.recordBytes() : count == 0 ? 0 : bytes / count;
            for (int piece = 0; piece < pieces; piece++) {
                all.limit((int) (bytes / pieces * (piece + 1)));
                fill(all, stored.begin() + (first + piece) * stepBytes, variable);
            }
            return all.flip();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void fill(ByteBuffer bytes, long begin, ArrayVariable variable) throws IOException {
        long position = begin;
        while (bytes.hasRemaining()) {
            int length = position < 0 ? -1 : channel.read(bytes, position);
            if (length < 0) {
                throw new InputException(path + ": cut off inside " + variable.path());
            }
            position += length;
        }
    }
}

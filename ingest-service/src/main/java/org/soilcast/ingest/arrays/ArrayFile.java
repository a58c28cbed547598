package org.soilcast.ingest.arrays;

import java.util.List;
import java.util.Map;
import org.soilcast.ingest.rejects.InputException;

/** A self-describing file of named arrays, whatever its container. Not for use by several threads. */
public interface ArrayFile extends AutoCloseable {
    /** All arrays by path, in the order of the file. */
    Map<String, ArrayVariable> variables();

    /** What the file says about itself as a whole. */
    Attributes attributes();

    /**
     * The values of an array of numbers, row-major, unpacked, NaN where missing.
     *
     * @throws InputException when the array is damaged, holds no numbers or claims an absurd size
     */
    default double[] values(ArrayVariable variable) {
        return values(
                variable, 0, variable.shape().isEmpty() ? 1 : variable.shape().get(0));
    }

    /**
     * The values of a part of an array of numbers, row-major, unpacked, NaN where missing.
     *
     * @param first index of the first part along the slowest dimension
     * @param count length of the part along it
     * @throws InputException when the array is damaged, holds no numbers or claims an absurd size
     */
    double[] values(ArrayVariable variable, int first, int count);

    /**
     * The elements of an array of texts.
     *
     * @throws InputException when the array is damaged or holds no texts
     */
    List<String> texts(ArrayVariable variable);

    @Override
    void close();
}

package org.soilcast.ingest.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.soilcast.ingest.rejects.InputException;

/** Containers by their first bytes; names of files say nothing. */
public enum FileFormat {
    HDF5,
    NETCDF3,
    GRIB1,
    GRIB2;

    /** HDF5 allows a user's block of 512, 1024, 2048 … bytes before its own; mail headers precede GRIB by less. */
    private static final int LOOKED_AT_BYTES = 16_384 + 8;

    private static final int WMO_HEADER_BYTES = 256;
    private static final String HDF5_SIGNATURE = "\u0089HDF\r\n\u001a\n";

    /**
     * The container of a file.
     *
     * @throws InputException when it is not there, empty or none of these
     */
    public static FileFormat of(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InputException(path + ": no such file");
        }
        String head = head(path);
        for (int block = 0; block < head.length(); block = block == 0 ? 512 : block * 2) {
            if (head.startsWith(HDF5_SIGNATURE, block)) {
                return HDF5;
            }
        }
        if (head.startsWith("CDF\u0001") || head.startsWith("CDF\u0002") || head.startsWith("CDF\u0005")) {
            return NETCDF3;
        }
        int grib = head.indexOf("GRIB");
        if (grib >= 0 && grib <= WMO_HEADER_BYTES && grib + 7 < head.length()) {
            int edition = head.charAt(grib + 7);
            if (edition == 1 || edition == 2) {
                return edition == 1 ? GRIB1 : GRIB2;
            }
            throw new InputException(path + ": GRIB edition " + edition + ", expected 1 or 2");
        }
        if (head.startsWith("\u001f\u008b") || head.startsWith("PK") || head.startsWith("BZh")) {
            throw new InputException(path + ": is compressed; unpack it first");
        }
        throw new InputException(
                path + (head.isEmpty() ? ": is empty" : ": is neither HDF5, netCDF nor GRIB, by its first bytes"));
    }

    private static String head(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var head = ByteBuffer.allocate(LOOKED_AT_BYTES);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            return StandardCharsets.ISO_8859_1.decode(head.flip()).toString();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

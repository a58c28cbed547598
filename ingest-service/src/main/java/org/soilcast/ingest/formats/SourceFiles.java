package org.soilcast.ingest.formats;

import java.nio.file.Path;
import java.util.Optional;
import org.soilcast.ingest.arrays.ArrayFile;
import org.soilcast.ingest.cf.CfFile;
import org.soilcast.ingest.grib.GribFile;
import org.soilcast.ingest.hdf5.Hdf5File;
import org.soilcast.ingest.netcdf.NetCdf3File;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.smap.SmapFile;
import org.soilcast.ingest.source.FileFormat;
import org.soilcast.ingest.source.GranulePart;
import org.soilcast.ingest.source.SourceFile;

/** Opens files of agencies; what a file is, its content decides and not its name. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * Opens a file.
     *
     * @throws InputException with one line when it is of no known format, damaged, or contradicts itself
     */
    public static SourceFile open(Path path) {
        return open(path, Optional.empty());
    }

    /**
     * Opens a file of which, if it is a daily granule of the part's grid and has the part's pass, only that part is read; the
     * rest is neither there nor looked at.
     *
     * @throws InputException with one line when it is of no known format, damaged, or what is read contradicts itself
     */
    public static SourceFile open(Path path, GranulePart part) {
        return open(path, Optional.of(part));
    }

    private static SourceFile open(Path path, Optional<GranulePart> part) {
        return switch (FileFormat.of(path)) {
            case GRIB1 -> new GribFile(path, 1);
            case GRIB2 -> new GribFile(path, 2);
            case NETCDF3 -> arrays(path, new NetCdf3File(path), "netCDF-3", part);
            case HDF5 -> arrays(path, new Hdf5File(path), "netCDF-4 or HDF5", part);
        };
    }

    private static SourceFile arrays(Path path, ArrayFile file, String container, Optional<GranulePart> part) {
        try {
            SourceFile opened =
                    SmapFile.isOne(file) ? SmapFile.of(path, file, part) : new CfFile(path, file, container);
            if (opened.fields().isEmpty()) {
                throw new InputException(path + ": holds no variable on a grid that is known here"
                        + opened.remarks().stream()
                                .findFirst()
                                .map(remark -> "; " + remark)
                                .orElse(""));
            }
            return opened;
        } catch (RuntimeException | OutOfMemoryError e) {
            file.close();
            throw e instanceof InputException known ? known : damaged(path, e);
        }
    }

    private static InputException damaged(Path path, Throwable cause) {
        return new InputException(path + ": damaged or unexpected content: " + cause.getMessage(), cause);
    }
}

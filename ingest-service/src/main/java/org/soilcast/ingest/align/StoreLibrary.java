package org.soilcast.ingest.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.util.Environment;

/**
 * The native library of RocksDB, which the stores of Kafka Streams are written with. By itself it is unpacked into the
 * temporary folder, from where hardened machines run nothing (mount option noexec); here it is unpacked beside the stores.
 */
public final class StoreLibrary {
    private StoreLibrary() {}

    /**
     * Loads the library, once a process; later calls do nothing.
     *
     * @param folder where it is unpacked, and deleted again once it is loaded; made when missing
     * @throws IllegalStateException when it cannot be unpacked there or not be run from there
     */
    public static void loadFrom(Path folder) {
        try {
            Files.createDirectories(folder);
            NativeLibraryLoader.getInstance()
                    .loadLibrary(folder.toAbsolutePath().toString());
            Files.deleteIfExists(folder.resolve(Environment.getJniLibraryFileName("rocksdb")));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot unpack RocksDB's library into " + folder + ": " + e.getMessage(), e);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "cannot load RocksDB's library from " + folder
                            + ": the state folder must be on a file system that may run programs (not noexec): "
                            + e.getMessage(),
                    e);
        }
    }
}

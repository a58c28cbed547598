package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** TCP sockets on which a process of this machine listens, as Linux shows them under {@code /proc}. */
final class ListeningSockets {
    private static final String LISTEN = "0A";
    // An address is in hexadecimal, each word of four bytes in the machine's order: 127.0.0.1, the same as IPv6, ::1.
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private ListeningSockets() {}

    /** Addresses and ports, in hexadecimal, as in {@code /proc/net/tcp}. */
    static Set<String> of(String process) throws IOException {
        Path folder = Path.of("/proc", process);
        Set<String> own = sockets(folder.resolve("fd"));
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(folder.resolve(table))) {
                List<String> columns = List.of(line.trim().split("\\s+"));
                if (columns.get(3).equals(LISTEN) && own.contains("socket:[" + columns.get(9) + "]")) {
                    listening.add(columns.get(1));
                }
            }
        }
        return listening;
    }

    static boolean isLoopback(String addressAndPort) {
        return LOOPBACK.contains(addressAndPort.substring(0, addressAndPort.indexOf(':')));
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> targets = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                if (Files.isSymbolicLink(descriptor)) { // one may be closed while this looks
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return targets;
    }
}

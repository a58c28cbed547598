package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Broker and Flink have no login, so nothing outside this machine may reach them. */
@EnabledOnOs(OS.LINUX)
@Tag("starts")
class ListeningSocketsTest {
    @TempDir
    Path folder;

    @Test
    void brokerAndJobListenOnTheLoopbackInterfaceOnly() throws Exception {
        try (var scene = new InferenceScene(folder)) {
            scene.publishModel(1);
            scene.startService();
            scene.sendDays(0, 1);
            scene.awaitDays(1); // by then everything listens
            Set<String> listening = ListeningSockets.of("self");
            assertThat(listening).hasSizeGreaterThanOrEqualTo(4); // broker, controller, REST, blobs
            assertThat(listening).allMatch(ListeningSockets::isLoopback);
        }
    }

    @Test
    void aSocketOnEveryInterfaceIsSeen() throws Exception {
        try (var open = new ServerSocket(0);
                var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<String> listening = ListeningSockets.of("self");
            assertThat(listening)
                    .anyMatch(socket -> socket.endsWith(port(open)) && !ListeningSockets.isLoopback(socket))
                    .anyMatch(socket -> socket.endsWith(port(closed)) && ListeningSockets.isLoopback(socket));
        }
    }

    private static String port(ServerSocket socket) {
        return ":%04X".formatted(socket.getLocalPort());
    }
}

package org.soilcast.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.TopicCreation;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;

@Tag("starts")
class BrokerTokenTest {
    private static final String OWNER_ONLY = "rw-------";
    private static final Map<String, Object> IMPATIENT = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "1000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "2000");

    @TempDir
    Path folder;

    @Test
    void whoHasNoTokenNeitherReadsNorWrites() {
        try (var broker = EmbeddedBroker.start(folder)) {
            KafkaConnection kafka = broker.connection();
            TopicCreation.createMissing(kafka, EmbeddedBroker.PARTITIONS, (short) 1);
            for (KafkaConnection stranger : strangers(kafka.bootstrapServers())) {
                assertRefused(stranger.admin(), refusal(stranger));
                Map<String, Object> settings = stranger.producer(Optional.empty());
                settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000");
                try (var producer = new KafkaProducer<String, byte[]>(settings)) {
                    assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topics.FORCING.topic(), new byte[1]))
                                    .get())
                            .hasCauseInstanceOf(refusal(stranger));
                }
            }
            TopicReader.readAll(
                    kafka, Topics.FORCING, record -> assertThat(record).isNull());
        }
    }

    /** The controller is a second door: what it is asked directly never comes by the broker. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theControllerAsksForTheTokenToo() throws Exception {
        Set<String> before = ListeningSockets.of("self");
        try (var broker = EmbeddedBroker.start(folder)) {
            Set<String> opened = new HashSet<>(ListeningSockets.of("self"));
            opened.removeAll(before);
            List<String> controllers = opened.stream()
                    .map(socket -> "127.0.0.1:" + Integer.parseInt(socket.substring(socket.indexOf(':') + 1), 16))
                    .filter(address -> !address.equals(broker.connection().bootstrapServers()))
                    .toList();
            assertThat(controllers).hasSize(1);
            for (KafkaConnection stranger : strangers(controllers.get(0))) {
                assertRefused(ofController(stranger), refusal(stranger));
            }
            var owner =
                    new KafkaConnection(controllers.get(0), broker.connection().security());
            try (Admin admin = Admin.create(ofController(owner))) {
                assertThat(admin.describeMetadataQuorum().quorumInfo().get().leaderId())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void tokenAndAddressAreTheirOwnersAloneAndTheTokenIsKept() throws Exception {
        Map<String, String> login;
        try (var broker = EmbeddedBroker.start(folder)) {
            login = broker.connection().security();
            assertThat(permissions("token")).isEqualTo(OWNER_ONLY);
            assertThat(permissions("clients.properties")).isEqualTo(OWNER_ONLY);
            assertThat(BrokerAddress.read(folder)).contains(broker.connection());
        }
        assertThat(BrokerAddress.read(folder)).as("no broker runs").isEmpty();
        try (var broker = EmbeddedBroker.start(folder)) {
            assertThat(broker.connection().security()).isEqualTo(login);
        }
    }

    @Test
    void aTokenThatOthersCouldReadOrThatIsNoneIsReplaced() throws Exception {
        BrokerToken first = BrokerToken.in(folder);
        assertThat(BrokerToken.in(folder)).isEqualTo(first);

        Files.setPosixFilePermissions(folder.resolve("token"), PosixFilePermissions.fromString("rw-r-----"));
        BrokerToken second = BrokerToken.in(folder);
        assertThat(second).isNotEqualTo(first);
        assertThat(permissions("token")).isEqualTo(OWNER_ONLY);

        Files.writeString(folder.resolve("token"), "");
        assertThat(BrokerToken.in(folder)).isNotEqualTo(second);
    }

    @Test
    void nothingThatIsPrintedShowsTheToken() throws Exception {
        BrokerToken token = BrokerToken.in(folder);
        assertThat(token.to("127.0.0.1:9092") + " " + token)
                .contains("127.0.0.1:9092")
                .doesNotContain(token.password());
    }

    /** One without a login, one with a wrong one. */
    private static List<KafkaConnection> strangers(String address) {
        return List.of(KafkaConnection.to(address), new BrokerToken("00").to(address));
    }

    private static void assertRefused(Map<String, Object> settings, Class<? extends Exception> reason) {
        settings.putAll(IMPATIENT);
        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(reason);
        }
    }

    /** The broker says what is wrong with a login, and hangs up on whoever has none. */
    private static Class<? extends Exception> refusal(KafkaConnection stranger) {
        return stranger.security().isEmpty() ? TimeoutException.class : SaslAuthenticationException.class;
    }

    private static Map<String, Object> ofController(KafkaConnection connection) {
        Map<String, Object> settings = new HashMap<>(connection.admin());
        settings.put(
                AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
                settings.remove(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        return settings;
    }

    /** The files of a folder that hold a text. */
    static List<Path> holding(Path folder, String text) throws IOException {
        List<Path> holding = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                    holding.add(file);
                }
            }
        }
        return holding;
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}

package org.soilcast.ops;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.Topics;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this JVM, reachable from this machine only, by those
 * who may read the folder's {@link BrokerToken}, with all its data in one folder. Started again on the same folder, it goes on with what is there.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Partitions of each topic in the standalone form: as many as a laptop has use for. */
    public static final int PARTITIONS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int NODE_ID = 1;
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    private final Path folder;
    private final KafkaRaftServer server;
    private final KafkaConnection connection;

    private EmbeddedBroker(Path folder, KafkaRaftServer server, KafkaConnection connection) {
        this.folder = folder;
        this.server = server;
        this.connection = connection;
    }

    /** Formats the folder when it is new, and starts the broker on free ports. */
    public static EmbeddedBroker start(Path folder) {
        return start(folder, FreePort.one());
    }

    /** The same, with the port that clients use. */
    static EmbeddedBroker start(Path folder, int brokerPort) {
        try {
            Exit.setHaltProcedure((status, message) -> LastWord.halt(reason(folder)));
            Exit.setExitProcedure((status, message) -> LastWord.halt(reason(folder)));
            int controllerPort = FreePort.otherThan(brokerPort);
            Path logs = folder.resolve("logs").toAbsolutePath();
            if (!Files.exists(logs.resolve("meta.properties"))) {
                format(logs);
            }
            BrokerToken token = BrokerToken.in(folder);
            Properties settings = settings(logs, brokerPort, controllerPort);
            token.require(settings, CLIENTS, CONTROLLER);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
            BrokerAddress.remove(folder);
            server.startup();
            KafkaConnection connection = token.to("127.0.0.1:" + brokerPort);
            BrokerAddress.write(folder, connection);
            return new EmbeddedBroker(folder, server, connection);
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the Kafka broker on " + folder + ": " + e.getMessage(), e);
        }
    }

    /** How clients reach it. */
    public KafkaConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            BrokerAddress.remove(folder);
        } catch (IOException e) {
            LOG.warn("an address that leads nowhere stays in {}", folder, e);
        }
        server.shutdown();
        server.awaitShutdown();
    }

    /** Why the broker gave up: it ends the process by itself, and only its log says why. */
    private static String reason(Path folder) {
        return FreeSpace.isLow(folder)
                ? FreeSpace.sentence(folder)
                : "the Kafka broker on " + folder + " gave up; soilcast.log in the state folder says why";
    }

    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE_ID)
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Properties settings(Path logs, int brokerPort, int controllerPort) {
        var settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(NODE_ID));
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", CONTROLLER);
        settings.setProperty(
                "listeners",
                CLIENTS + "://127.0.0.1:" + brokerPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listener.security.protocol.map", CLIENTS + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", CLIENTS);
        settings.setProperty("log.dirs", logs.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        settings.setProperty("replica.fetch.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Segments are allocated small: a laptop has many partitions and little in each.
        settings.setProperty("log.segment.bytes", Integer.toString(128 * 1024 * 1024));
        // What was deleted leaves the disk at the next look.
        settings.setProperty("log.retention.check.interval.ms", "60000");
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        // After a kill the controller waits for the old broker's session to end before it lets the new one in.
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        return settings;
    }
}

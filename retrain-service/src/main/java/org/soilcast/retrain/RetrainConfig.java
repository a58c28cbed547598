package org.soilcast.retrain;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.soilcast.schemas.KafkaConnection;

/**
 * Settings of the service as a process of its own.
 *
 * @param kafka broker and login
 * @param archiveFolder folder of the archive, created when missing
 * @param privateKey file of the key that signs bundles, PKCS#8 PEM
 * @param publicKey file of the key that verifies them, X.509 PEM
 * @param telemetryPort port of health and metrics on the loopback interface; 0 takes a free one
 */
public record RetrainConfig(
        KafkaConnection kafka, Path archiveFolder, Path privateKey, Path publicKey, int telemetryPort) {
    private static final String SERVERS = "kafka.bootstrap.servers";
    private static final String KAFKA = "kafka.";
    private static final String FOLDER = "archive.folder";
    private static final String PRIVATE_KEY = "bundle.private.key";
    private static final String PUBLIC_KEY = "bundle.public.key";
    private static final String PORT = "telemetry.port";

    private static final Set<String> KNOWN = Set.of(SERVERS, FOLDER, PRIVATE_KEY, PUBLIC_KEY, PORT);

    public RetrainConfig {
        if (telemetryPort < 0 || telemetryPort > 65_535) {
            throw new IllegalArgumentException(PORT + ": expected 0..65535, found " + telemetryPort);
        }
    }

    /**
     * Reads {@code kafka.bootstrap.servers}, {@code archive.folder}, {@code bundle.private.key} and
     * {@code bundle.public.key} (files), {@code telemetry.port} (optional, 0) and any further {@code kafka.*}, which go
     * to the Kafka clients without the prefix.
     *
     * @throws IllegalArgumentException when a key is missing, unknown or has a value that does not fit; says which
     */
    public static RetrainConfig of(Properties properties) {
        var unknown = new TreeSet<String>();
        Map<String, String> security = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(KAFKA) && !key.equals(SERVERS)) {
                security.put(key.substring(KAFKA.length()), properties.getProperty(key));
            } else if (!KNOWN.contains(key)) {
                unknown.add(key);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown settings: " + String.join(", ", unknown));
        }
        return new RetrainConfig(
                new KafkaConnection(required(properties, SERVERS), security),
                Path.of(required(properties, FOLDER)),
                Path.of(required(properties, PRIVATE_KEY)),
                Path.of(required(properties, PUBLIC_KEY)),
                port(properties.getProperty(PORT, "0")));
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + ": expected a value, found nothing");
        }
        return value;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PORT + ": expected a number, found " + text, e);
        }
    }
}

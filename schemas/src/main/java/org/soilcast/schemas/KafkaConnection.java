package org.soilcast.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach the broker, and the client settings all services share: committed records only, acknowledged by all
 * replicas, large enough for a bundle.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param security further client settings, for example TLS and SASL; empty on a laptop
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> security) {
    static {
        TrustedRecords.trust();
    }

    public KafkaConnection {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap servers: expected host:port, found nothing");
        }
        security = Map.copyOf(security);
    }

    /**
     * A connection from client settings by their Kafka names.
     *
     * @throws IllegalArgumentException when {@code bootstrap.servers} is not among them
     */
    public static KafkaConnection of(Map<String, String> clientSettings) {
        var security = new HashMap<>(clientSettings);
        String bootstrapServers = security.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return new KafkaConnection(bootstrapServers == null ? "" : bootstrapServers, security);
    }

    /** A connection without TLS or login. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /**
     * A connection with a user's name and password (SASL/PLAIN), without TLS: for a broker on the same machine.
     *
     * @param user letters and digits, like the password
     */
    public static KafkaConnection withLogin(String bootstrapServers, String user, String password) {
        return new KafkaConnection(
                bootstrapServers,
                Map.of(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                        SecurityProtocol.SASL_PLAINTEXT.name,
                        SaslConfigs.SASL_MECHANISM,
                        "PLAIN",
                        SaslConfigs.SASL_JAAS_CONFIG,
                        "%s required username=\"%s\" password=\"%s\";"
                                .formatted(PlainLoginModule.class.getName(), user, password)));
    }

    /** The servers and the names of the settings: their values may hold a password. */
    @Override
    public String toString() {
        return bootstrapServers + " with " + new TreeSet<>(security.keySet());
    }

    /** Settings of an admin client. */
    public Map<String, Object> admin() {
        var settings = new HashMap<String, Object>(security);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** Settings of a consumer of text keys and encoded records that starts at the beginning and commits by hand. */
    public Map<String, Object> consumer(String groupId) {
        Map<String, Object> settings = admin();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES));
        return settings;
    }

    /** Settings of an idempotent producer of text keys and encoded records; transactional when an id is given. */
    public Map<String, Object> producer(Optional<String> transactionalId) {
        Map<String, Object> settings = admin();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES));
        transactionalId.ifPresent(id -> {
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
            // While the broker verifies a transaction's first batch for a partition, it refuses those behind it as out
            // of order; they would be sent again, and each refusal logged as an error on both sides.
            settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
            settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
        });
        return settings;
    }
}

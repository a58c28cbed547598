package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.soilcast.schemas.KafkaConnection;

/**
 * The password of the one user that the broker of a folder knows: a random number in a file of the folder that only its
 * owner may read. The loopback interface is open to every user of the machine, and who could write to the topics could
 * make up weather and models. Kept from one start to the next.
 *
 * <p>It goes over the loopback interface as it is (SASL/PLAIN), where only the superuser can listen.
 *
 * @param password hexadecimal digits
 */
record BrokerToken(String password) {
    private static final String FILE = "token";
    private static final String USER = "soilcast";
    private static final String MECHANISM = "PLAIN";
    private static final int BYTES = 32;

    /** That of a folder; a new one when there is none, or others could have read it. */
    static BrokerToken in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (OwnersFile.isPrivate(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
                return new BrokerToken(kept);
            }
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        OwnersFile.write(file, password + "\n");
        return new BrokerToken(password);
    }

    /** The connection of those who have it. */
    KafkaConnection to(String bootstrapServers) {
        return KafkaConnection.withLogin(bootstrapServers, USER, password);
    }

    /** Makes a broker ask for it on these listeners, and log in to itself by it. */
    void require(Properties settings, String... listeners) {
        settings.setProperty("sasl.enabled.mechanisms", MECHANISM);
        settings.setProperty("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.setProperty("sasl.mechanism.controller.protocol", MECHANISM);
        String login = "%s required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
                .formatted(PlainLoginModule.class.getName(), USER, password, USER, password);
        for (String listener : listeners) {
            settings.setProperty(
                    "listener.name." + listener.toLowerCase(Locale.ROOT) + ".plain." + SaslConfigs.SASL_JAAS_CONFIG,
                    login);
        }
    }

    @Override
    public String toString() {
        return "token of user " + USER;
    }
}

package org.soilcast.retrain;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.security.KeyPair;
import java.util.List;
import java.util.Locale;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.service.ServiceProcess;
import org.soilcast.service.Settings;
import org.soilcast.service.WrongUse;

/** The retrain service as a process of its own. See {@link ServiceProcess} and {@link RetrainConfig}. */
public final class Main {
    private Main() {}

    /** Runs until the process is asked to end or the service fails. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(run(List.of(arguments), System.err));
    }

    static int run(List<String> arguments, PrintStream errors) {
        return new ServiceProcess("retrain", errors).run(arguments, RetrainConfig.KEYS, Main::start);
    }

    private static RetrainService start(Settings settings, MeterRegistry registry) {
        RetrainConfig config = RetrainConfig.of(settings);
        return RetrainService.start(config, keys(config), registry);
    }

    private static KeyPair keys(RetrainConfig config) {
        try {
            return BundleKeys.readPair(config.privateKey(), config.publicKey());
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }
}

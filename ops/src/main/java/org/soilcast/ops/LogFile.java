package org.soilcast.ops;

import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;

/** Puts the process's log into the state folder; the terminal is for progress and messages to the user. */
public final class LogFile {
    private LogFile() {}

    /** Logs into {@code soilcast.log} of the folder from now on. */
    public static void in(Path folder) {
        System.setProperty("soilcast.log.folder", folder.toAbsolutePath().toString());
        LoggerContext.getContext(false).reconfigure();
    }
}

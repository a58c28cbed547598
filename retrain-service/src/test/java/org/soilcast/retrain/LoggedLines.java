package org.soilcast.retrain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a class writes to the log while something is done. */
final class LoggedLines extends AbstractAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedLines() {
        super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Level and message of each line, from warnings on. */
    static List<String> of(Class<?> type, Runnable done) {
        var logger = (Logger) LogManager.getLogger(type);
        var appender = new LoggedLines();
        appender.start();
        logger.addAppender(appender);
        try {
            done.run();
        } finally {
            logger.removeAppender(appender);
            appender.stop();
        }
        return appender.lines;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    }
}

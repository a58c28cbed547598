package org.soilcast.alerts.sink;

import java.util.List;
import org.soilcast.alerts.message.AlertMessage;

/** A receiver of alerts. Calls come one after the other, of one thread. */
public interface AlertSink {
    /** How many messages it takes at once, at the most. */
    default int mostAtOnce() {
        return 1;
    }

    /**
     * Tells it, within a time that it sets itself.
     *
     * @param messages not empty, none of the same alert as another; what was told before may come again
     */
    Outcome tell(List<AlertMessage> messages) throws InterruptedException;
}

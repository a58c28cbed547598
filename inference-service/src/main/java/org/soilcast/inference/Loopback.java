package org.soilcast.inference;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** Settings by which a Flink cluster inside this process listens on the loopback interface only; it has no login. */
final class Loopback {
    static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /** REST, blobs, remote calls and the data between tasks; nobody submits or cancels a job by REST. */
    static void only(Configuration settings) {
        settings.set(RestOptions.ADDRESS, ADDRESS);
        settings.set(RestOptions.BIND_ADDRESS, ADDRESS);
        settings.set(JobManagerOptions.ADDRESS, ADDRESS);
        settings.set(JobManagerOptions.BIND_HOST, ADDRESS);
        settings.set(TaskManagerOptions.HOST, ADDRESS);
        settings.set(TaskManagerOptions.BIND_HOST, ADDRESS);
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);
    }
}

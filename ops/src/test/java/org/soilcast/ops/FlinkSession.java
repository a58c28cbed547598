package org.soilcast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.soilcast.ops.drill.JavaProcess;

/** A Flink session cluster on this machine: one JobManager and one TaskManager, each a process of its own. */
final class FlinkSession implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final String ENTRYPOINT = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String COMMAND_LINE = "org.apache.flink.client.cli.CliFrontend";

    private final Path folder;
    private final JavaProcess.Launch launch;
    private final JavaProcess jobManager;
    private final JavaProcess taskManager;

    /** Starts both processes, which find each other. */
    FlinkSession(Path folder, JavaProcess.Launch launch) throws IOException {
        this.folder = folder;
        this.launch = launch;
        int rpcPort = FreePort.one();
        Files.write(
                Files.createDirectories(folder).resolve("config.yaml"),
                List.of(
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.rpc.port: " + rpcPort,
                        "jobmanager.bind-host: 127.0.0.1",
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + FreePort.otherThan(rpcPort),
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.numberOfTaskSlots: " + EmbeddedBroker.PARTITIONS,
                        "taskmanager.cpu.cores: 2",
                        "taskmanager.memory.framework.heap.size: 64m",
                        "taskmanager.memory.framework.off-heap.size: 64m",
                        "taskmanager.memory.task.heap.size: 512m",
                        "taskmanager.memory.task.off-heap.size: 64m",
                        "taskmanager.memory.network.min: 64m",
                        "taskmanager.memory.network.max: 64m",
                        "taskmanager.memory.managed.size: 16m",
                        "taskmanager.memory.jvm-metaspace.size: 256m",
                        "taskmanager.memory.jvm-overhead.min: 192m",
                        "taskmanager.memory.jvm-overhead.max: 192m",
                        "io.tmp.dirs: " + folder.resolve("tmp")));
        List<String> configuration = List.of("--configDir", folder.toString());
        this.jobManager = JavaProcess.start(loggingTo("jobmanager"), ENTRYPOINT, configuration);
        this.taskManager = JavaProcess.start(loggingTo("taskmanager"), TASK_MANAGER, configuration);
    }

    /** {@code flink run}: submits a main class and its arguments, and returns when the command has ended. */
    int run(Path jar, String mainClass, List<String> arguments) throws InterruptedException {
        var command = new java.util.ArrayList<>(List.of("run", "-d", "-c", mainClass, jar.toString()));
        command.addAll(arguments);
        JavaProcess.Launch client = loggingTo("client");
        var withConfiguration = new JavaProcess.Launch(
                client.options(), client.classPath(), Map.of("FLINK_CONF_DIR", folder.toString()));
        try (JavaProcess flink = JavaProcess.start(withConfiguration, COMMAND_LINE, command)) {
            int exitCode = flink.awaitExit(START_WITHIN);
            System.out.println(flink.output());
            return exitCode;
        }
    }

    /** What both processes have printed; they log into files. */
    String output() {
        return "jobmanager: " + jobManager.output() + "\ntaskmanager: " + taskManager.output();
    }

    @Override
    public void close() throws InterruptedException {
        taskManager.close();
        jobManager.close();
    }

    private JavaProcess.Launch loggingTo(String name) {
        return launch.withOption("-Dsoilcast.log.folder=" + folder.resolve(name));
    }
}

package org.soilcast.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** As much of a mail server as it takes to receive mail on the loopback interface (RFC 5321): what it gets, it keeps. */
final class MailServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> mails = new ArrayList<>();

    MailServer() throws IOException {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    threads.execute(() -> serve(client));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            out.print("220 test\r\n");
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean data = line.equalsIgnoreCase("DATA");
                boolean quit = line.equalsIgnoreCase("QUIT");
                out.print(data ? "354 go on\r\n" : quit ? "221 bye\r\n" : "250 test\r\n");
                out.flush();
                if (data) {
                    keep(in);
                    out.print("250 kept\r\n");
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The client went away; what it has sent whole is kept.
        }
    }

    private void keep(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        synchronized (this) {
            mails.add(mail.toString().replace("=\n", "")); // soft line breaks of quoted-printable text
            notifyAll();
        }
    }

    /** Waits for a mail; says what came when it does not. */
    synchronized String await(Predicate<String> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (mails.stream().noneMatch(wanted)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("no such mail within " + within + " among " + mails);
            }
            wait(leftMs);
        }
        return mails.stream().filter(wanted).findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}

package org.soilcast.ops.progress;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process shows under {@code /metrics}, as Prometheus reads it. */
public final class MetricsScrape {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)(\\{[^}]*})? (\\S+)$");

    private final Map<String, Double> samples = new TreeMap<>();

    private MetricsScrape(String text) {
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            String labels = sample.group(2) == null ? "" : sample.group(2);
            samples.put(sample.group(1) + labels, Double.parseDouble(sample.group(3)));
        }
    }

    /** Asks once. */
    public static MetricsScrape of(String url) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return new MetricsScrape(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** Values by name and labels as they are written, {@code name{label="value"}}. */
    public Map<String, Double> samples() {
        return samples;
    }

    /** A value of a service's metric; more labels come as {@code ,label="value"}. */
    public double value(String name, String service, String more) {
        String sample = name + "{service=\"" + service + "\"" + more + "}";
        if (!samples.containsKey(sample)) {
            throw new AssertionError("no " + sample + " among " + samples.keySet());
        }
        return samples.get(sample);
    }
}

package org.soilcast.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one declaration of soilcast's own metrics: name, unit, meaning, labels. Every one has the label {@code service},
 * which says whose it is also where services share a process. The labels have few values, known in advance; there is none
 * for a cell, tile or date, nor can there be ({@link ServiceMeters}).
 */
public enum ServiceMetric {
    /** Records read from topics. */
    RECORDS_IN(Meter.Type.COUNTER, "records.in", "", "Records read from a topic", "topic"),
    /** Records written to topics. */
    RECORDS_OUT(Meter.Type.COUNTER, "records.out", "", "Records written to a topic", "topic"),
    /** Input refused, by reason. */
    RECORDS_REJECTED(Meter.Type.COUNTER, "records.rejected", "", "Input that was not taken", "reason"),
    /** Records that brought nothing new. */
    RECORDS_REPEATED(Meter.Type.COUNTER, "records.repeated", "", "Records that changed nothing"),
    /** Records not yet read. */
    LAG(Meter.Type.GAUGE, "lag", "records", "Records of a topic that are not yet read", "topic"),
    /** Whether the domain is made up. */
    DOMAIN_SYNTHETIC(Meter.Type.GAUGE, "domain.synthetic", "", "1 when weather and retrievals are made up, else 0"),
    /** Files that have come from agencies. */
    FILES_FETCHED(Meter.Type.COUNTER, "files.fetched", "", "Files got from agencies, new or replaced"),
    /** What was not to be had of them. */
    FETCH_PROBLEMS(Meter.Type.COUNTER, "fetch.problems", "", "What agencies did not give; it is tried again"),
    /** Days of the domain whose input has been published. */
    DAYS_PUBLISHED(Meter.Type.GAUGE, "days.published", "", "Days asked for whose input is on the topics"),
    /** Tile-days closed. */
    TILE_DAYS_CLOSED(Meter.Type.COUNTER, "tile.days.closed", "", "Days of tiles closed and handed on"),
    /** Tile-days handed on again. */
    TILE_DAYS_CHANGED(Meter.Type.COUNTER, "tile.days.changed", "", "Closed days of tiles that later input changed"),
    /** Tile-days that cannot be closed. */
    TILE_DAYS_HELD(
            Meter.Type.GAUGE,
            "tile.days.held",
            "",
            "Days of tiles held back: both sources are complete, but weather is missing that nothing can fill"),
    /** Cells times days computed. */
    CELL_DAYS(Meter.Type.COUNTER, "cell.days", "", "Cells times days computed, repetitions included"),
    /** Cells times days a second. */
    CELL_DAY_RATE(Meter.Type.GAUGE, "cell.days.per.second", "", "Cells times days computed a second, last minute"),
    /** Mean of standardised innovations. */
    INNOVATION_MEAN(
            Meter.Type.GAUGE,
            "innovation.mean",
            "",
            "Mean of retrieval less the filter's forecast, over its expected standard deviation: 0 without bias"),
    /** Standard deviation of standardised innovations. */
    INNOVATION_SD(
            Meter.Type.GAUGE,
            "innovation.sd",
            "",
            "Standard deviation of the same: 1 where forecast and retrieval err as the filter expects"),
    /** Autocorrelation of innovations. */
    INNOVATION_AUTOCORRELATION(
            Meter.Type.GAUGE,
            "innovation.autocorrelation",
            "",
            "Correlation of the same of a cell's successive retrievals: 0 where the filter takes all there is to take"),
    /** Standard deviation of retrieval less forecast. */
    FORECAST_ERROR_SD(
            Meter.Type.GAUGE,
            "forecast.error.sd",
            "m3_per_m3",
            "Standard deviation of retrieval less the filter's forecast"),
    /** Standard deviation of retrieval less analysis. */
    ANALYSIS_ERROR_SD(
            Meter.Type.GAUGE, "analysis.error.sd", "m3_per_m3", "Standard deviation of retrieval less analysis"),
    /** Mean increment a month. */
    MONTHLY_INCREMENT(
            Meter.Type.GAUGE,
            "monthly.increment",
            "mm",
            "Water that the analysis has not from weather, mean of cells and days, a month of it"),
    /** Control records of the stream. */
    CONTROL_RECORDS(
            Meter.Type.COUNTER,
            "control.records",
            "",
            "Activated versions, complete days and forecast runs, as each partition says so",
            "kind"),
    /** Inputs of the land model that were slowed down. */
    INPUT_SLOWED(Meter.Type.COUNTER, "input.slowed", "", "Inputs slowed: too many days of a tile wait for a model"),
    /** Days of the domain that are done. */
    DAYS_ANALYSED(Meter.Type.GAUGE, "days.analysed", "", "Days whose results are out for every tile"),
    /** Version of the newest bundle. */
    BUNDLE_VERSION(Meter.Type.GAUGE, "bundle.version", "", "Version of the newest model bundle taken; 0: none"),
    /** Age of the last checkpoint. */
    CHECKPOINT_AGE(Meter.Type.GAUGE, "checkpoint.age", "seconds", "Time since the last checkpoint was completed"),
    /** Decisions on models. */
    MODEL_DECISIONS(Meter.Type.COUNTER, "model.decisions", "", "Whether a model is replaced, decided so", "outcome"),
    /** Mean innovation of the newest fortnight. */
    DRIFT_MEAN(Meter.Type.GAUGE, "drift.mean", "m3_per_m3", "Mean innovation of the newest fortnight looked at"),
    /** Standardised innovations of the newest fortnight. */
    DRIFT_SD(Meter.Type.GAUGE, "drift.sd", "", "Root mean square of its innovations over what is expected of them"),
    /** Days in the archive. */
    ARCHIVE_DAYS(Meter.Type.GAUGE, "archive.days", "", "Days without gap in all tiles of the archive"),
    /** Duration of a cold start. */
    COLD_START(Meter.Type.TIMER, "cold.start", "", "Computing a domain's first model, without its publication"),
    /** Cycles of a cold start. */
    COLD_START_CYCLES(Meter.Type.GAUGE, "cold.start.cycles", "", "Most cycles of a tile in the last cold start"),
    /** Cells that a cold start left unsettled. */
    COLD_START_UNSETTLED_CELLS(Meter.Type.GAUGE, "cold.start.unsettled.cells", "", "Cells that it left unsettled"),
    /** Alerts that a receiver has taken. */
    ALERTS_SENT(Meter.Type.COUNTER, "alerts.sent", "", "Alert messages that a receiver has taken", "sink"),
    /** Tries to send alerts that failed. */
    ALERTS_FAILED(Meter.Type.COUNTER, "alerts.failed", "", "Tries to send alert messages that failed", "sink"),
    /** Alerts that a receiver refused for good. */
    ALERTS_DEAD(Meter.Type.COUNTER, "alerts.dead", "", "Alert messages that a receiver refused for good", "sink"),
    /** Alerts that wait for a receiver. */
    ALERTS_WAITING(Meter.Type.GAUGE, "alerts.waiting", "", "Alert messages that a receiver has not yet taken", "sink"),
    /** How long the oldest of these has waited. */
    ALERTS_WAITING_AGE(Meter.Type.GAUGE, "alerts.waiting.age", "seconds", "How long the oldest of them waits", "sink");

    /** The label that every metric has. */
    public static final String SERVICE = "service";
    /** The ingest service. */
    public static final String INGEST = "ingest";
    /** The inference service. */
    public static final String INFERENCE = "inference";
    /** The retrain service. */
    public static final String RETRAIN = "retrain";
    /** The alert service. */
    public static final String ALERTS = "alerts";
    /** All services in one process. */
    public static final String STANDALONE = "standalone";

    /** Begins the name of each. */
    static final String PREFIX = "soilcast.";

    private final Meter.Type type;
    /** The name that the registry knows it by. */
    final String key;

    private final Optional<String> unit;
    private final String description;
    private final List<String> labels;

    ServiceMetric(Meter.Type type, String name, String unit, String description, String... labels) {
        this.type = type;
        this.key = PREFIX + name;
        this.unit = Optional.of(unit).filter(text -> !text.isEmpty());
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Labels beside {@code service}, in the order of their values. */
    public List<String> labels() {
        return labels;
    }

    /** What it says, in one line. */
    public String description() {
        return description;
    }

    /** Whether it is a duration, which has a sum and a count. */
    public boolean isTimer() {
        return type == Meter.Type.TIMER;
    }

    /** Whether it only goes up. */
    public boolean isCounter() {
        return type == Meter.Type.COUNTER;
    }

    /** The name on {@code /metrics}; of a timer that of its parts without their ends {@code _count}, {@code _sum}. */
    public String prometheusName() {
        var convention = new PrometheusNamingConvention();
        String shown = unit.map(base -> convention.name(key, type, base)).orElseGet(() -> convention.name(key, type));
        return isCounter() ? shown + "_total" : shown; // which the registry adds when it is read
    }

    /** The name in a system of metrics that has its own scopes and separators, as Flink's: lower case, underscores. */
    public String scopedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The counter of a service.
     *
     * @param values of the {@link #labels}
     */
    public Counter counter(MeterRegistry registry, String service, String... values) {
        return Counter.builder(named(Meter.Type.COUNTER))
                .description(description)
                .tags(tags(service, values))
                .register(registry);
    }

    /** The counter of a service that is counted elsewhere, by an object which the caller keeps: the registry does not. */
    public <T> Meter counter(
            MeterRegistry registry, T counted, ToDoubleFunction<T> count, String service, String... values) {
        return FunctionCounter.builder(named(Meter.Type.COUNTER), counted, count)
                .description(description)
                .tags(tags(service, values))
                .register(registry);
    }

    /** The gauge of a service; the registry keeps its supplier. */
    public Meter gauge(MeterRegistry registry, Supplier<Number> value, String service, String... values) {
        Gauge.Builder<Supplier<Number>> gauge = Gauge.builder(named(Meter.Type.GAUGE), value)
                .description(description)
                .tags(tags(service, values));
        unit.ifPresent(gauge::baseUnit);
        return gauge.register(registry);
    }

    /** The timer of a service. */
    public Timer timer(MeterRegistry registry, String service) {
        return Timer.builder(named(Meter.Type.TIMER))
                .description(description)
                .tags(tags(service))
                .register(registry);
    }

    private String named(Meter.Type asked) {
        if (asked != type) {
            throw new IllegalArgumentException(key + " is a " + type + ", not a " + asked);
        }
        return key;
    }

    private Tags tags(String service, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(key + ": expected values of " + labels + ", found " + List.of(values));
        }
        String[] pairs = Stream.concat(
                        Stream.of(SERVICE, service),
                        IntStream.range(0, values.length).boxed().flatMap(i -> Stream.of(labels.get(i), values[i])))
                .toArray(String[]::new);
        return Tags.of(pairs);
    }
}

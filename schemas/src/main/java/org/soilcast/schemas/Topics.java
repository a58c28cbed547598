package org.soilcast.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The one declaration of topics: name, key, what is kept and for how long. Topics are created from here and never by
 * the broker on its own; nothing else in the system spells a topic name.
 *
 * <p>Keys are text: {@link #tileKey} and its companions. The partition of every tile-keyed record is the tile number
 * modulo the number of partitions ({@link #partition}), so that all topics are co-partitioned by tile.
 */
public enum Topics {
    /** Key: tile. {@code Tile}: cells, coordinates, attributes. */
    TILES("tiles", Retention.COMPACTED),
    /**
     * Key: tile. {@code Forcing} and {@code DayClosed}, in date order. Among them, key {@link #CONTROL_KEY}, in every
     * partition: {@code ModelActivated} and {@code ForecastRun}, which go on to {@link #TILE_DAYS}.
     */
    FORCING("forcing", Retention.FOR_EVER),
    /** Key: tile. {@code Retrievals} and {@code DayClosed}, in date order. */
    RETRIEVALS("retrievals", Retention.FOR_EVER),
    /** Key: tile. {@code ForecastForcing}: weather of the days after a date, as forecast on it. */
    FORECAST_FORCING("forecast-forcing", Retention.SIXTY_DAYS),
    /**
     * Key: {@link #publishedKey}, and the topic alone for {@link #REJECTED}. {@code PublishedInput}: what of each date has
     * been sent to {@link #FORCING}, {@link #FORECAST_FORCING} and {@link #RETRIEVALS}, in the same transaction. One partition.
     */
    PUBLISHED("published", Retention.COMPACTED),
    /**
     * Key: tile. {@code TileDay}: forcing and retrievals joined and filled; {@code ForecastWeather}. Among them, key {@link
     * #CONTROL_KEY}, in every
     * partition: {@code ModelActivated}, {@code DayComplete} and {@code ForecastRun}.
     */
    TILE_DAYS("tile-days", Retention.FOR_EVER),
    /**
     * {@code ModelActivated}. Key {@link #askedKey}: what the writer of models asks for, from its date on at the
     * earliest. Key {@link #effectiveKey}: the date that ingest gave it, the same as among the tile-days. One partition.
     */
    MODEL_ACTIVATIONS("model-activations", Retention.COMPACTED),
    /** Key: source. {@code Rejected}: what was not taken and why. */
    REJECTED("rejected", Retention.THIRTY_DAYS),
    /** Key: tile and version. {@code TileModel}: network inputs and start state of one tile. */
    TILE_MODELS("tile-models", Retention.COMPACTED),
    /** Key: version. {@code ModelBundle}: manifest and weights. One partition, since each replaces the one before. */
    MODEL_BUNDLES("model-bundles", Retention.COMPACTED),
    /** Key: {@link #decisionKey}. {@code ModelDecision}: whether a version is replaced, and why. One partition. */
    MODEL_DECISIONS("model-decisions", Retention.COMPACTED),
    /** Key: tile and date. {@code SoilMoisture}: the analysis of one tile and day. */
    SOIL_MOISTURE("soil-moisture", Retention.UNTIL_STORED),
    /** Key: tile and issue date. {@code Forecast}: days and weeks ahead of one tile. */
    FORECASTS("forecasts", Retention.SIXTY_DAYS),
    /** Key: area. {@code Area}: its cells and their weights. */
    AREAS("areas", Retention.COMPACTED),
    /** Key: {@link #areaDateKey}. {@code AreaDay}: how dry an area is on a day. */
    AREA_STATISTICS("area-statistics", Retention.COMPACTED),
    /**
     * Key: {@link #alertKey} or {@link #areaAlertKey}. {@code Alert}: a drought of one cell or area as it stands after its
     * latest change.
     */
    ALERTS("alerts", Retention.COMPACTED);

    /** Key of control records, which go to every partition: no tile has it. */
    public static final String CONTROL_KEY = "control";
    /** Largest record any topic takes: a bundle of at most 16 MB and its envelope. */
    public static final int MAX_RECORD_BYTES = 17 * 1024 * 1024;

    /** Topics whose records have one order. */
    private static final java.util.Set<Topics> SINGLE =
            java.util.EnumSet.of(MODEL_BUNDLES, MODEL_ACTIVATIONS, MODEL_DECISIONS, PUBLISHED);

    private enum Retention {
        FOR_EVER(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1")),
        /**
         * Kept until whoever stores the records deletes them. A segment leaves the disk as a whole, and never the one that
         * is written to, so segments are small.
         */
        UNTIL_STORED(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(16 * 1024 * 1024))),
        THIRTY_DAYS(days(30)),
        SIXTY_DAYS(days(60)),
        COMPACTED(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));

        private final Map<String, String> settings;

        Retention(Map<String, String> settings) {
            this.settings = settings;
        }

        private static Map<String, String> days(int days) {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(days).toMillis()));
        }
    }

    static {
        TrustedRecords.trust();
    }

    private final String topic;
    private final Retention retention;

    Topics(String what, Retention retention) {
        this.topic = "soilcast." + what + ".v1";
        this.retention = retention;
    }

    /** The topic's name on the broker. */
    public String topic() {
        return topic;
    }

    /**
     * The topic as the broker is asked to create it. Timestamps are the time of appending: valid dates live in the
     * values, and replayed history must not be deleted for its age.
     *
     * @param partitions of every topic but those of bundles, activations, decisions and published input, which have one
     * @param replicationFactor copies of each partition
     */
    public NewTopic newTopic(int partitions, short replicationFactor) {
        var settings = new java.util.HashMap<>(retention.settings);
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        boolean single = SINGLE.contains(this);
        return new NewTopic(topic, single ? 1 : partitions, replicationFactor).configs(settings);
    }

    /** All topics, in the order of the data's way. */
    public static List<Topics> all() {
        return List.of(values());
    }

    /** Partition of a tile's records in every tile-keyed topic. */
    public static int partition(int tile, int partitions) {
        return Math.floorMod(tile, partitions);
    }

    /** Key of {@link #TILES}, {@link #TILE_DAYS} and what a source sends of a tile. */
    public static String tileKey(int tile) {
        return Integer.toString(tile);
    }

    /** Key of {@link #SOIL_MOISTURE} and {@link #FORECASTS}. */
    public static String tileDateKey(int tile, java.time.LocalDate date) {
        return tile + "/" + date;
    }

    /** The tile of a key of {@link #SOIL_MOISTURE} or {@link #FORECASTS}. */
    public static int tileOf(String tileDateKey) {
        return Integer.parseInt(tileDateKey.substring(0, tileDateKey.indexOf('/')));
    }

    /** The date of a key of {@link #SOIL_MOISTURE} or {@link #FORECASTS}. */
    public static java.time.LocalDate dateOf(String tileDateKey) {
        return java.time.LocalDate.parse(tileDateKey.substring(tileDateKey.indexOf('/') + 1));
    }

    /** Key of {@link #PUBLISHED}: a date of a topic. */
    public static String publishedKey(Topics topic, java.time.LocalDate date) {
        return topic.topic + "/" + date;
    }

    /** Key of {@link #MODEL_ACTIVATIONS}: a version that is to come into force. */
    public static String askedKey(int version) {
        return version + "/asked";
    }

    /** Key of {@link #MODEL_ACTIVATIONS}: a version and the date from which it is in force. */
    public static String effectiveKey(int version) {
        return version + "/effective";
    }

    /** Key of {@link #ALERTS}: rule, tile and index of the cell, first day of the drought. */
    public static String alertKey(String rule, int tile, int cell, java.time.LocalDate since) {
        return rule + "/" + tile + "." + cell + "/" + since;
    }

    /** Key of {@link #ALERTS}: rule, area, first day of the drought. No cell has such a key, for its slash. */
    public static String areaAlertKey(String rule, String area, java.time.LocalDate since) {
        return rule + "/area/" + area + "/" + since;
    }

    /** Partition of an area's records in every topic. */
    public static int areaPartition(String area, int partitions) {
        return Math.floorMod(area.hashCode(), partitions);
    }

    /** Key of {@link #AREA_STATISTICS}. */
    public static String areaDateKey(String area, java.time.LocalDate date) {
        return area + "/" + date;
    }

    /** Key of {@link #MODEL_DECISIONS}: why it was decided, the last date it was decided from, and the version in force. */
    public static String decisionKey(String trigger, java.time.LocalDate cut, int champion) {
        return trigger + "/" + cut + "/" + champion;
    }

    /** Key of {@link #TILE_MODELS}. */
    public static String tileVersionKey(int tile, int version) {
        return tile + "/" + version;
    }
}

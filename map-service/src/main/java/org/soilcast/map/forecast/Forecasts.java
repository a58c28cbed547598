package org.soilcast.map.forecast;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.soilcast.map.Skipped;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forecast;
import org.soilcast.schemas.avro.Tile;

/** The forecasts that are on their topic: of each tile and issue date the last issue. */
public final class Forecasts {
    private final KafkaConnection kafka;

    /** Of a broker. */
    public Forecasts(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        boolean[] found = {false};
        TopicReader.readUntil(kafka, Topics.FORECASTS, record -> found[0] = true);
        return !found[0];
    }

    /**
     * Those of some tiles, by tile number and issue date. Reads the topic once and keeps these tiles' only.
     *
     * @param tiles the tiles, by number
     * @param skipped counts what cannot be used
     */
    public Map<Integer, NavigableMap<LocalDate, IssuedForecast>> of(Map<Integer, Tile> tiles, Skipped skipped) {
        var found = new TreeMap<Integer, NavigableMap<LocalDate, IssuedForecast>>();
        TopicReader.readAll(
                kafka, Topics.FORECASTS, record -> skipped.unlessUsable(record, () -> take(record, tiles, found)));
        return found;
    }

    private static void take(
            ConsumerRecord<String, byte[]> record,
            Map<Integer, Tile> tiles,
            Map<Integer, NavigableMap<LocalDate, IssuedForecast>> found) {
        if (record.key() == null || record.value() == null) {
            throw new IllegalArgumentException("it is empty");
        }
        int number = Topics.tileOf(record.key());
        Tile tile = tiles.get(number);
        if (tile == null) {
            return;
        }
        var forecast = IssuedForecast.of(
                SingleObject.decode(record.value(), Forecast.class),
                tile.getCells().size());
        found.computeIfAbsent(number, none -> new TreeMap<>())
                .merge(
                        forecast.date(),
                        forecast,
                        (known, next) -> next.origin().issue() >= known.origin().issue() ? next : known);
    }
}

package org.soilcast.ops.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.soilcast.land.bundle.BundleCodec;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.Decoded;
import org.soilcast.map.TileResults;
import org.soilcast.map.query.LatestResults;
import org.soilcast.ops.CommandFailure;
import org.soilcast.schemas.KafkaConnection;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.TopicReader;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ModelBundle;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/** Finds one cell and date in the topics and the result store. Passes over each topic once and keeps a record of it at a time. */
public final class CellDayReader {
    private final KafkaConnection kafka;
    private final LatestResults results;
    private final LocalDate date;

    private CellDayReader(KafkaConnection kafka, Path results, LocalDate date) {
        this.kafka = kafka;
        this.results = new LatestResults(results);
        this.date = date;
    }

    /**
     * What is committed of a cell and date.
     *
     * @param results folder of the result store
     * @throws CommandFailure when there is no such cell, or no result of that date
     */
    public static CellDay read(KafkaConnection kafka, Path results, String cell, LocalDate date) throws IOException {
        return new CellDayReader(kafka, results, date).read(cell);
    }

    private CellDay read(String cell) throws IOException {
        Tile tile = tileOf(cell);
        String key = Topics.tileKey(tile.getTile());
        TileResults result = result(tile, cell);
        TileDay tileDay = last(Topics.TILE_DAYS, key, TileDay.class, day -> isOfDate(day.getDate()), (a, b) -> b)
                .orElseThrow(() -> new CommandFailure("the topics have a result of cell " + cell + " on " + date
                        + ", and no day of tile " + tile.getTile() + " it can be of"));
        return new CellDay(
                tile,
                tile.getCells().indexOf(cell),
                date,
                last(
                        Topics.FORCING,
                        key,
                        Forcing.class,
                        forcing -> isOfDate(forcing.getDate()),
                        (a, b) -> b.getVersion() > a.getVersion() ? b : a),
                last(
                        Topics.RETRIEVALS,
                        key,
                        Retrievals.class,
                        retrievals -> isOfDate(retrievals.getDate()),
                        (a, b) -> b.getVersion() > a.getVersion() ? b : a),
                tileDay,
                result,
                last(
                        Topics.TILE_MODELS,
                        Topics.tileVersionKey(tile.getTile(), result.origin().modelVersion()),
                        TileModel.class,
                        model -> true,
                        (a, b) -> b),
                manifest(result.origin().modelVersion()));
    }

    private boolean isOfDate(LocalDate other) {
        return other.equals(date);
    }

    private Tile tileOf(String cell) {
        var found = new AtomicReference<Tile>();
        var example = new AtomicReference<Tile>();
        TopicReader.readAll(
                kafka,
                Topics.TILES,
                record -> decoded(record.value(), Tile.class).ifPresent(tile -> {
                    example.compareAndSet(null, tile);
                    if (tile.getCells().contains(cell)) {
                        found.set(tile);
                    }
                }));
        if (example.get() == null) {
            throw new CommandFailure("nothing to explain: no cell has been published yet");
        }
        if (found.get() == null) {
            throw new CommandFailure("domain " + example.get().getDomain() + " has no cell " + cell
                    + "; it has, among others, "
                    + String.join(
                            ", ",
                            example.get()
                                    .getCells()
                                    .subList(
                                            0,
                                            Math.min(3, example.get().getCells().size()))));
        }
        return found.get();
    }

    /** The result in force; else the dates there are, for whoever asked for another. */
    private TileResults result(Tile tile, String cell) throws IOException {
        return results.ask(stored -> stored.of(tile.getTile(), date)
                .orElseThrow(() -> new CommandFailure("no result of cell " + cell + " on " + date
                        + stored.firstDate()
                                .map(first -> "; there are those of " + first + " to "
                                        + stored.lastDate().orElse(first))
                                .orElse(" or any other date"))));
    }

    private Optional<BundleManifest> manifest(int version) {
        return last(
                        Topics.MODEL_BUNDLES,
                        Integer.toString(version),
                        ModelBundle.class,
                        bundle -> bundle.getVersion() == version,
                        (a, b) -> b)
                .flatMap(bundle -> {
                    ByteBuffer buffer = bundle.getBundle().duplicate();
                    var bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    return BundleCodec.decode(bytes) instanceof Decoded.Accepted accepted
                            ? Optional.of(accepted.bundle().manifest())
                            : Optional.empty();
                });
    }

    private <T extends SpecificRecord> Optional<T> last(
            Topics topic, String key, Class<T> type, Predicate<T> wanted, BinaryOperator<T> later) {
        var found = new AtomicReference<T>();
        TopicReader.readAll(kafka, topic, record -> {
            if (key.equals(record.key())) {
                decoded(record.value(), type)
                        .filter(wanted)
                        .ifPresent(value -> found.accumulateAndGet(
                                value, (kept, next) -> kept == null ? next : later.apply(kept, next)));
            }
        });
        return Optional.ofNullable(found.get());
    }

    /** A record of that type; empty for any other, and for what cannot be read, which the services have reported. */
    private static <T extends SpecificRecord> Optional<T> decoded(byte[] value, Class<T> type) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            SpecificRecord record = SingleObject.decode(value);
            return Optional.of(record).filter(type::isInstance).map(type::cast);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package org.soilcast.ingest.align;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.DayClosed;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.ForecastForcing;
import org.soilcast.schemas.avro.ForecastRun;
import org.soilcast.schemas.avro.ModelActivated;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;

/** Decodes and checks each message and gives what is good to the {@link TileAligner}; what is not good is rejected. */
final class TileDayProcessor implements Processor<String, byte[], String, byte[]> {
    private final AlignOutput.Factory outputs;
    private final int partitions;
    private AlignOutput output;
    private PartitionProgress partition;
    private TileAligner aligner;
    private ForecastForcings forecasts;

    TileDayProcessor(AlignOutput.Factory outputs, int partitions) {
        this.outputs = outputs;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        output = outputs.create(context);
        var store = new TileDayStore(context.getStateStore(TileDayStore.NAME));
        partition = new PartitionProgress(
                store, output, new CompleteDays(context.taskId().partition(), partitions));
        aligner = new TileAligner(store, output, partition);
        forecasts = new ForecastForcings(store, output);
    }

    /** The task goes to another process, or ends. */
    @Override
    public void close() {
        aligner.close();
    }

    @Override
    public void process(Record<String, byte[]> message) {
        byte[] bytes = message.value() == null ? new byte[0] : message.value();
        output.begin(message, bytes);
        RecordChecks.decode(bytes).handTo(value -> dispatch(value, bytes), output::refuse);
    }

    private void dispatch(SpecificRecord value, byte[] bytes) {
        if (value instanceof Tile tile && output.from(Topics.TILES)) {
            withKey(
                    tile.getTile(),
                    () -> RecordChecks.check(tile)
                            .then(this::sameCells)
                            .handTo(good -> takeTile(good, bytes), output::refuse));
        } else if (value instanceof Forcing forcing && output.from(Topics.FORCING)) {
            output.source(forcing.getSource());
            int cells = forcing.getPrecipitationMmPerDay().size();
            withKey(
                    forcing.getTile(),
                    () -> RecordChecks.check(forcing)
                            .then(good -> ofTileLength(good, forcing.getTile(), cells))
                            .handTo(good -> aligner.takeForcing(good, bytes), output::refuse));
        } else if (value instanceof Retrievals retrievals && output.from(Topics.RETRIEVALS)) {
            output.source(retrievals.getSource());
            int cells = retrievals.getSoilMoistureM3PerM3().size();
            withKey(
                    retrievals.getTile(),
                    () -> RecordChecks.check(retrievals)
                            .then(good -> ofTileLength(good, retrievals.getTile(), cells))
                            .handTo(good -> aligner.takeRetrievals(good, bytes), output::refuse));
        } else if (value instanceof ForecastForcing forecast && output.from(Topics.FORECAST_FORCING)) {
            output.source(forecast.getSource());
            withKey(
                    forecast.getTile(),
                    () -> aligner.tileCells(forecast.getTile())
                            .ifPresentOrElse(
                                    tile -> forecasts.take(forecast, tile), () -> forecasts.hold(forecast, bytes)));
        } else if (value instanceof DayClosed closed
                && (output.from(Topics.FORCING) || output.from(Topics.RETRIEVALS))) {
            output.source(closed.getSource());
            withKey(closed.getTile(), () -> aligner.takeClosed(closed, output.from(Topics.FORCING)));
        } else if (value instanceof ModelActivated activated && output.from(Topics.FORCING)) {
            control(activated.getDomain(), () -> output.handOnControl(bytes));
        } else if (value instanceof ForecastRun run && output.from(Topics.FORCING)) {
            control(run.getDomain(), () -> partition.takeForecastRun(run.getDate(), bytes));
        } else {
            output.refuse(
                    RejectReason.UNEXPECTED_TYPE, value.getClass().getSimpleName() + " does not belong on this topic");
        }
    }

    private void takeTile(Tile tile, byte[] bytes) {
        aligner.takeTile(tile, bytes);
        aligner.tileCells(tile.getTile()).ifPresent(forecasts::takeTile);
    }

    private void withKey(int tile, Runnable take) {
        withKey(Topics.tileKey(tile), take);
    }

    private void withKey(String expected, Runnable take) {
        if (output.keyIs(expected)) {
            take.run();
        } else {
            output.refuse(RejectReason.WRONG_KEY, "expected the key " + expected);
        }
    }

    private void control(String domain, Runnable take) {
        if (output.isOf(domain)) {
            withKey(Topics.CONTROL_KEY, take);
        } else {
            output.refuse(RejectReason.UNEXPECTED_TYPE, "a control record of the domain " + domain);
        }
    }

    private Parsed<Tile> sameCells(Tile tile) {
        Optional<TileCells> known = aligner.tileCells(tile.getTile());
        if (known.isPresent() && !known.get().tile().getCells().equals(tile.getCells())) {
            return new Parsed.Rejected<>(RejectReason.TILE_CHANGED, "the cells of a tile are fixed once published");
        }
        return new Parsed.Accepted<>(tile);
    }

    private <T> Parsed<T> ofTileLength(T input, int tile, int found) {
        return RecordChecks.checkLength(
                input, aligner.tileCells(tile).map(TileCells::cells).orElse(found), found);
    }
}

package org.soilcast.inference;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.operators.AlertOperator;
import org.soilcast.inference.operators.AreaAlertOperator;
import org.soilcast.inference.operators.AreaOperator;
import org.soilcast.inference.operators.AreaPartOperator;
import org.soilcast.inference.operators.BatchingLandOperator;
import org.soilcast.inference.operators.BundleGate;
import org.soilcast.inference.operators.BundleInput;
import org.soilcast.inference.operators.LandOperator;
import org.soilcast.inference.operators.ParameterOperator;
import org.soilcast.inference.operators.TileModelInput;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.DecodeBundle;
import org.soilcast.inference.topics.DecodeTileDay;
import org.soilcast.inference.topics.DecodeTileModel;
import org.soilcast.inference.topics.OffsetReport;
import org.soilcast.inference.topics.TakenRecords;
import org.soilcast.inference.topics.TopicRecord;
import org.soilcast.inference.topics.Undecodable;
import org.soilcast.land.bundle.BundleKeys;
import org.soilcast.land.cuda.CudaLandKernel;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.schemas.Topics;

/**
 * The job graph, in reading order:
 *
 * <pre>
 * model-bundles ─ decode ─ gate ─ broadcast ─┐
 * tile-models ─── decode ─ by tile ──────────┴ parameter network ─ by tile ─┐
 * tile-days ───── decode ─ (pace) ─ by tile ────────────────────────────────┴ land model ─ soil-moisture, forecasts
 *                                                                                     ├ alerts of cells ────────── alerts
 *                                                                                     └ by area ─ days of areas ─┬ area-statistics
 *                                                                                                                └ alerts of areas ─ alerts
 * </pre>
 *
 * Which version a day is computed with stands in the tile-days themselves ({@link DecodeTileDay}); the day waits at the
 * land model until that version has come by the other way.
 *
 * <p>What an operator does not take leaves by its side output and goes to the rejected topic. Every operator has a name
 * and a constant uid; changing a uid or a state name is a migration and stands in CHANGELOG.md.
 */
public final class InferenceJob {
    /** Checkpoints that stay, in case the newest cannot be read. */
    static final int RETAINED_CHECKPOINTS = 3;

    // Flink waits 1 s and then 1.5 times as long each time, at most 1 min: seven minutes in all, enough for a broker's
    // restart. Only an hour without a failure begins the count anew.
    private static final int MOST_RESTARTS = 15;

    /** A replay gets at least this part of an interval between two checkpoints for itself. */
    private static final int SHARE_OF_PAUSE = 3;

    private InferenceJob() {}

    /** Flink's settings that the job relies on, whatever cluster it runs on. */
    public static Configuration settings(InferenceConfig config) {
        var settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.NAME, "soilcast-inference-" + config.domain());
        settings.set(PipelineOptions.MAX_PARALLELISM, InferenceConfig.MAX_PARALLELISM);
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        settings.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                config.checkpointInterval().dividedBy(SHARE_OF_PAUSE));
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MOST_RESTARTS);
        return settings;
    }

    /**
     * Adds sources, operators and sinks to the environment.
     *
     * @param ends where it reads and writes
     * @param partitions number of partitions of every topic
     */
    public static void define(
            StreamExecutionEnvironment environment, InferenceConfig config, JobEnds ends, int partitions) {
        environment.setParallelism(config.parallelism());
        // One reader a partition: a reader of two takes equal bytes of each, and the one with fewer tiles runs ahead.
        int subtasks = config.parallelism();
        var tileDayRecords = records(environment, ends.tileDays(), Topics.TILE_DAYS, partitions, ends.progress());
        var tileModelRecords = records(environment, ends.tileModels(), Topics.TILE_MODELS, subtasks, ends.progress());
        var bundleRecords = records(environment, ends.bundles(), Topics.MODEL_BUNDLES, subtasks, ends.progress());

        SingleOutputStreamOperator<TileDayInput> tileDays = tileDayRecords
                .process(new DecodeTileDay(config.domain()))
                .setParallelism(partitions)
                .name("decode tile-days")
                .uid("decode-tile-days");
        SingleOutputStreamOperator<TileModelInput> tileModels = tileModelRecords
                .process(new DecodeTileModel(config.domain()))
                .name("decode tile-models")
                .uid("decode-tile-models");
        SingleOutputStreamOperator<BundleInput> bundles =
                bundleRecords.process(new DecodeBundle()).name("decode bundles").uid("decode-bundles");
        SingleOutputStreamOperator<BundleInput> verified = bundles.process(
                        new BundleGate(BundleKeys.readPublic(config.bundleKey())))
                .name("bundle gate")
                .uid("bundle-gate")
                .forceNonParallel();

        SingleOutputStreamOperator<TileParameters> parameters = parameters(tileModels, verified);
        SingleOutputStreamOperator<TileResult> results = results(
                paced(tileDays, config, partitions),
                parameters,
                config.device().cuda() ? Optional.of(CudaLandKernel::open) : Optional.empty());

        results.sinkTo(ends.results()).name("soil-moisture").uid("sink-soil-moisture");
        results.getSideOutput(LandOperator.FORECASTS)
                .sinkTo(ends.forecasts())
                .name("forecasts")
                .uid("sink-forecasts");
        DataStream<AlertResult> alerts = alerts(results, config.alerts());
        if (!ends.areas().isEmpty()) {
            SingleOutputStreamOperator<AreaDayResult> areaDays = areaDays(results, ends.areas());
            areaDays.sinkTo(ends.areaDays()).name("area-statistics").uid("sink-area-statistics");
            alerts = alerts.union(areaAlerts(areaDays, config.alerts()));
        }
        alerts.sinkTo(ends.alerts()).name("alerts").uid("sink-alerts");
        DataStream<RejectedInput> rejected = tileDays.getSideOutput(Undecodable.REJECTED)
                .union(
                        tileModels.getSideOutput(Undecodable.REJECTED),
                        bundles.getSideOutput(Undecodable.REJECTED),
                        verified.getSideOutput(BundleGate.REJECTED),
                        parameters.getSideOutput(ParameterOperator.REJECTED),
                        results.getSideOutput(LandOperator.REJECTED));
        rejected.sinkTo(ends.rejected()).name("rejected").uid("sink-rejected");
    }

    /** Network parameters of each tile and version, from tile-models and bundles that were let in. */
    static SingleOutputStreamOperator<TileParameters> parameters(
            DataStream<TileModelInput> tileModels, DataStream<BundleInput> bundles) {
        BroadcastStream<BundleInput> broadcast = bundles.broadcast(ParameterOperator.BUNDLES);
        return tileModels
                .keyBy(TileModelInput::tile)
                .connect(broadcast)
                .process(new ParameterOperator())
                .name("parameter network")
                .uid("parameter-network");
    }

    /**
     * Results of each tile and day, from tile-days and parameters: tile by tile, or of many tiles at once on
     * a device, which each subtask opens. The state is the same.
     */
    static SingleOutputStreamOperator<TileResult> results(
            DataStream<TileDayInput> tileDays,
            DataStream<TileParameters> parameters,
            Optional<SerializableSupplier<DailyStep>> device) {
        var inputs = tileDays.keyBy(TileDayInput::tile).connect(parameters.keyBy(TileParameters::tile));
        return device.map(steps -> inputs.transform(
                        "land model", TypeInformation.of(TileResult.class), new BatchingLandOperator(steps)))
                .orElseGet(() -> inputs.process(new LandOperator()).name("land model"))
                .uid("land-days");
    }

    /** Droughts in the results of each tile, in the subtask that computed them: the key is the same. */
    static SingleOutputStreamOperator<AlertResult> alerts(DataStream<TileResult> results, AlertWatch watch) {
        return DataStreamUtils.reinterpretAsKeyedStream(results, TileResult::tile)
                .process(new AlertOperator(watch))
                .name("alerts of cells")
                .uid("cell-alerts");
    }

    /** Days of areas, from what each tile adds to them. */
    static SingleOutputStreamOperator<AreaDayResult> areaDays(DataStream<TileResult> results, List<AreaCells> areas) {
        return results.flatMap(new AreaPartOperator(areas))
                .name("parts of areas")
                .uid("area-parts")
                .keyBy(AreaPart::area)
                .process(new AreaOperator(areas))
                .name("days of areas")
                .uid("area-days");
    }

    /** Droughts of areas, in the subtask that put their days together: the key is the same. */
    static SingleOutputStreamOperator<AlertResult> areaAlerts(DataStream<AreaDayResult> days, AlertWatch watch) {
        return DataStreamUtils.reinterpretAsKeyedStream(days, AreaDayResult::area)
                .process(new AreaAlertOperator(watch))
                .name("alerts of areas")
                .uid("area-alerts");
    }

    private static DataStream<TileDayInput> paced(
            DataStream<TileDayInput> tileDays, InferenceConfig config, int partitions) {
        return config.paceDaysPerSecond()
                .<DataStream<TileDayInput>>map(pace -> tileDays.map(new Pace(pace))
                        .setParallelism(partitions)
                        .name("pace")
                        .uid("pace"))
                .orElse(tileDays);
    }

    /** Records of a topic; how many of them the job has taken is said beside their source. */
    private static SingleOutputStreamOperator<TopicRecord> records(
            StreamExecutionEnvironment environment,
            Source<TopicRecord, ?, ?> end,
            Topics topic,
            int readers,
            OffsetReport progress) {
        return environment
                .fromSource(end, WatermarkStrategy.noWatermarks(), topic.topic())
                .uid("source-" + topic.topic())
                .setParallelism(readers)
                .process(new TakenRecords(progress))
                .setParallelism(readers)
                .name("taken " + topic.topic())
                .uid("taken-" + topic.topic());
    }
}

package org.soilcast.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.function.SerializableSupplier;
import org.junit.jupiter.api.Test;
import org.soilcast.inference.tile.TileDayInput;
import org.soilcast.inference.tile.TileParameters;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.land.kernel.DailyStep;
import org.soilcast.land.kernel.LandKernel;
import org.soilcast.land.kernel.Lanes;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.State;
import org.soilcast.schemas.ResultColumn;

/** The land model's part of the graph on a small cluster: tile by tile and in batches, the same results. */
class InferenceJobTest {
    private static final int TILES = 6;
    private static final int CELLS = 5;
    private static final int DAYS = 20;

    @Test
    void batchesAndSingleTilesGiveTheSameResults() throws Exception {
        Set<String> single = results(Optional.empty());
        assertThat(single).hasSize(TILES * DAYS);
        assertThat(results(Optional.of(() -> new LandKernel(Lanes.SCALAR)))).isEqualTo(single);
    }

    private static Set<String> results(Optional<SerializableSupplier<DailyStep>> device) throws Exception {
        var settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        var days = new ArrayList<TileDayInput>();
        var models = new ArrayList<TileParameters>();
        for (int tile = 0; tile < TILES; tile++) {
            models.add(model(tile));
            for (int day = 0; day < DAYS; day++) {
                days.add(day(tile, day));
            }
        }
        var found = new TreeSet<String>();
        try (CloseableIterator<TileResult> results = InferenceJob.results(
                        environment.fromData(days, TypeInformation.of(TileDayInput.class)),
                        environment.fromData(models, TypeInformation.of(TileParameters.class)),
                        device)
                .executeAndCollect()) {
            results.forEachRemaining(result -> found.add(result.tile() + " " + result.epochDay() + " " + result.issue()
                    + Arrays.toString(result.row(ResultColumn.SURFACE_OPEN_LOOP))
                    + Arrays.toString(result.row(ResultColumn.ROOT_ZONE_MEAN))));
        }
        return found;
    }

    private static TileParameters model(int tile) {
        var parameters = new float[Parameter.values().length * CELLS];
        for (Parameter parameter : Parameter.values()) {
            int row = parameter.ordinal() * CELLS;
            Arrays.fill(parameters, row, row + CELLS, (float) parameter.fromUnit(.3 + .05 * tile));
        }
        var start = new float[State.values().length * CELLS];
        Arrays.fill(start, 0, 3 * CELLS, 10);
        return TileParameters.openLoop(tile, 1, 0, false, parameters, start);
    }

    private static TileDayInput day(int tile, int day) {
        var rain = new float[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            rain[cell] = (day + cell + tile) % 7;
        }
        var pet = new float[CELLS];
        Arrays.fill(pet, 2);
        return TileDayInput.of(tile, day, 1, rain, pet.clone(), pet, new float[CELLS], new int[CELLS]);
    }
}

package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.soilcast.inference.area.AreaCells;
import org.soilcast.inference.area.AreaDayResult;
import org.soilcast.inference.area.AreaPart;
import org.soilcast.inference.area.TileAreas;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.inference.topics.AreaDaySerialization;
import org.soilcast.schemas.SingleObject;
import org.soilcast.schemas.avro.AreaDay;

class AreaOperatorTest {
    private static final int TILES = 3;
    private static final int DAYS = 80;
    /** So far back may the land model send days again. */
    private static final int REACH_DAYS = 20;

    private static final AreaCells BASIN = new AreaCells(
            "basin", "The Basin", new int[] {0, 1}, new int[][] {{0, 1}, {2}}, new float[][] {{10, 30}, {60}});
    private static final AreaCells ALL = new AreaCells(
            "all", "All of it", new int[] {0, 1, 2}, new int[][] {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}}, new float[][] {
                {1, 2, 3}, {4, 5, 6}, {7, 8, 9}
            });
    private static final List<AreaCells> AREAS = List.of(BASIN, ALL);

    @AutoClose
    private KeyedOneInputStreamOperatorTestHarness<String, AreaPart, AreaDayResult> harness = started(AREAS);

    @Test
    void aDayIsOutWhenAllItsTilesHaveItAndSaysWhatTheyWeigh() throws Exception {
        assertThat(send(AlertScene.result(0, 0, new float[] {1, 40, 99}, 1))).isEmpty();
        List<AreaDayResult> out = send(AlertScene.result(1, 0, new float[] {99, 99, 8}, 2));
        assertThat(out).hasSize(1);
        var record = new AreaDaySerialization("made-up", 4).serialize(out.get(0));
        AreaDay day = SingleObject.decode(record.value(), AreaDay.class);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("basin/2015-03-31");
        assertThat(day.getName()).isEqualTo("The Basin");
        assertThat(day.getRootZonePercentile()).isCloseTo(.1f + 12 + 4.8f, within(1e-4f));
        assertThat(day.getRootZoneDsci()).isCloseTo(10 * 5 + 60 * 3, within(1e-3f));
        assertThat(day.getRootZoneClassPercent()).containsExactly(10f, 0f, 60f, 0f, 0f, 30f, 0f, 0f, 0f, 0f, 0f);
        assertThat(day.getRootZoneLikelyPercent()).containsExactly(10f, 10f, 70f, 70f, 70f);
        assertThat(day.getSurfaceDsci()).isEqualTo(day.getRootZoneDsci());
        assertThat(day.getModelVersion()).isEqualTo(2);
        assertThat(day.getCells()).isEqualTo(3);
        assertThat(day.getKnownPercent()).isEqualTo(100);
        assertThat(day.getShortClimatology()).isTrue();
    }

    @Test
    void aChangedTileDayChangesTheDayOfTheArea() throws Exception {
        send(AlertScene.result(0, 0, new float[] {50, 50, 50}, 1));
        send(AlertScene.result(1, 0, new float[] {50, 50, 50}, 1));
        List<AreaDayResult> again = send(AlertScene.result(1, 0, new float[] {50, 50, 1}, 1));
        assertThat(again).hasSize(1);
        assertThat(record(again.get(0)).getRootZonePercentile()).isCloseTo(20.6f, within(1e-4f));
    }

    @Test
    void whereNothingIsKnownItIsSaid() throws Exception {
        send(AlertScene.result(0, 0, new float[] {Float.NaN, Float.NaN, 1}, 1));
        AreaDay day = record(
                send(AlertScene.result(1, 0, new float[] {1, 1, Float.NaN}, 1)).get(0));
        assertThat(day.getRootZonePercentile()).isNaN();
        assertThat(day.getKnownPercent()).isZero();
        assertThat(day.getCells()).isEqualTo(3);
    }

    @Test
    void anAreaThatIsDrawnAnewTakesNoPartsOfTheOldOne() throws Exception {
        send(AlertScene.result(0, 0, new float[] {50, 50, 50}, 1));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        harness.close();
        var smaller =
                new AreaCells("basin", "Basin", new int[] {0, 1}, new int[][] {{0}, {2}}, new float[][] {{1}, {1}});
        harness = harness(List.of(smaller));
        harness.initializeState(state);
        harness.open();
        assertThat(send(List.of(smaller), AlertScene.result(1, 0, new float[] {50, 50, 50}, 1)))
                .isEmpty();
        assertThat(send(List.of(smaller), AlertScene.result(0, 0, new float[] {50, 50, 50}, 1)))
                .hasSize(1);
    }

    /** Tiles that run ahead of others, days sent again, failures: in the end each area and date has the bytes of a clean run. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatStandsFollowsFromTheSetOfInputs(long seed) throws Exception {
        var random = new Random(seed);
        float[][][] truth = percentiles(random);
        float[][][] earlier = percentiles(random);
        Map<String, String> clean = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            for (int tile = 0; tile < TILES; tile++) {
                keep(clean, send(AlertScene.result(tile, day, truth[tile][day], 1)));
            }
        }
        assertThat(clean).hasSize(2 * DAYS);
        harness.close();
        harness = started(AREAS);
        Map<String, String> found = new TreeMap<>();
        var front = new int[TILES];
        while (front[0] + front[1] + front[2] < TILES * DAYS) {
            int tile = random.nextInt(TILES);
            if (front[tile] == DAYS) {
                continue;
            }
            int day = front[tile]++;
            boolean late = random.nextInt(3) == 0;
            keep(found, send(AlertScene.result(tile, day, (late ? earlier : truth)[tile][day], 1)));
            if (random.nextInt(REACH_DAYS / 2) == 0 || day % REACH_DAYS == 0 || day == DAYS - 1) {
                for (int again = Math.max(0, day - REACH_DAYS); again <= day; again++) {
                    keep(found, send(AlertScene.result(tile, again, truth[tile][again], 1)));
                }
            }
            if (random.nextInt(40) == 0) {
                OperatorSubtaskState state = harness.snapshot(1, 0);
                harness.close();
                harness = harness(AREAS);
                harness.initializeState(state);
                harness.open();
            }
        }
        assertThat(found).as("seed %d", seed).isEqualTo(clean);
    }

    private static void keep(Map<String, String> bytes, List<AreaDayResult> days) {
        for (AreaDayResult day : days) {
            bytes.put(
                    day.area() + " " + day.epochDay(),
                    HexFormat.of()
                            .formatHex(new AreaDaySerialization("made-up", 1)
                                    .serialize(day)
                                    .value()));
        }
    }

    private static AreaDay record(AreaDayResult day) {
        return SingleObject.decode(
                new AreaDaySerialization("made-up", 1).serialize(day).value(), AreaDay.class);
    }

    private List<AreaDayResult> send(TileResult result) throws Exception {
        return send(AREAS, result);
    }

    private List<AreaDayResult> send(List<AreaCells> areas, TileResult result) throws Exception {
        List<AreaPart> parts = new ArrayList<>();
        new TileAreas(areas).parts(result, parts::add);
        Collections.reverse(parts); // areas do not wait for each other
        for (AreaPart part : parts) {
            harness.processElement(part, 0);
        }
        List<AreaDayResult> out = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return out;
    }

    private static float[][][] percentiles(Random random) {
        var percentiles = new float[TILES][DAYS][AlertScene.CELLS];
        for (float[][] tile : percentiles) {
            for (float[] day : tile) {
                for (int cell = 0; cell < day.length; cell++) {
                    day[cell] = random.nextInt(10) == 0 ? Float.NaN : 100 * random.nextFloat();
                }
            }
        }
        return percentiles;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AreaPart, AreaDayResult> started(
            List<AreaCells> areas) {
        try {
            var harness = harness(areas);
            harness.open();
            return harness;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AreaPart, AreaDayResult> harness(
            List<AreaCells> areas) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AreaOperator(areas)), AreaPart::area, Types.STRING);
    }
}

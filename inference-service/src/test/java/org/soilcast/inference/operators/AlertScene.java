package org.soilcast.inference.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.ensemble.Runs;
import org.soilcast.inference.tile.AlertResult;
import org.soilcast.inference.tile.AlertWatch;
import org.soilcast.inference.tile.TileResult;
import org.soilcast.schemas.QualityFlags;
import org.soilcast.schemas.ResultColumn;

/** The operator of cells' alerts in Flink's harness, and results for it. */
final class AlertScene implements AutoCloseable {
    static final int CELLS = 3;
    static final int FIRST_DAY = 16_525; // a pentad begins

    static final AlertWatch WATCH = AlertWatch.of(
            new AlertRules(List.of(
                    new AlertRules.Entry(AlertRule.SEVERE_DROUGHT, Set.of(AlertRules.CELLS)),
                    new AlertRules.Entry(
                            new AlertRule("dry", DroughtClass.D0, .6f, 1, 3, 3, 0), Set.of(AlertRules.CELLS)),
                    new AlertRules.Entry(
                            new AlertRule(
                                    "topsoil",
                                    AlertRule.Kind.FLASH_DROUGHT,
                                    Depth.SURFACE,
                                    DroughtClass.D1,
                                    .6f,
                                    1,
                                    3,
                                    2,
                                    0),
                            Set.of(AlertRules.CELLS)))),
            Optional.empty());

    private AlertWatch watch = WATCH;
    private KeyedOneInputStreamOperatorTestHarness<Integer, TileResult, AlertResult> harness;

    AlertScene() {
        try {
            harness = harness(watch);
            harness.open();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets everything, and watches for what is given. */
    void startAnew(AlertWatch next) throws Exception {
        harness.close();
        watch = next;
        harness = harness(watch);
        harness.open();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 0);
    }

    void restore(OperatorSubtaskState state) throws Exception {
        harness.close();
        harness = harness(watch);
        harness.initializeState(state);
        harness.open();
    }

    interface Percentiles {
        float of(int day);
    }

    /** Days of which the first cell varies; what is told of it by the first rule. */
    List<AlertResult> take(int first, int end, Percentiles percentiles) throws Exception {
        var told = new ArrayList<AlertResult>();
        for (int day = first; day < end; day++) {
            told.addAll(send(day, new float[] {percentiles.of(day), 60, Float.NaN}, 1));
        }
        told.removeIf(alert -> !alert.rule().equals(AlertRule.SEVERE_DROUGHT.name()));
        assertThat(told).allMatch(alert -> alert.cell() == 0);
        return told;
    }

    List<AlertResult> send(int day, float[] percentiles, int version) throws Exception {
        return send(result(0, day, percentiles, version));
    }

    /** What is told of a result. */
    List<AlertResult> send(TileResult result) throws Exception {
        harness.processElement(result, 0);
        List<AlertResult> told = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return told;
    }

    /** The surface is as dry as the root zone. */
    static TileResult result(int tile, int day, float[] percentiles, int version) {
        var values = new float[ResultColumn.values().length * CELLS];
        System.arraycopy(percentiles, 0, values, ResultColumn.SURFACE_PERCENTILE.ordinal() * CELLS, CELLS);
        System.arraycopy(percentiles, 0, values, ResultColumn.ROOT_ZONE_PERCENTILE.ordinal() * CELLS, CELLS);
        var members = new byte[Depth.values().length * DroughtDay.CLASSES * CELLS];
        for (int i = 0; i < members.length; i++) {
            boolean dry =
                    percentiles[i % CELLS] <= DroughtClass.values()[i / CELLS % DroughtDay.CLASSES].upToPercentile();
            members[i] = (byte) (dry ? Runs.MEMBERS : 0);
        }
        var quality = new int[CELLS];
        Arrays.fill(quality, QualityFlags.CLIMATOLOGY_SHORT);
        return new TileResult(tile, FIRST_DAY + day, version, 1, 1, values, members, quality);
    }

    private static KeyedOneInputStreamOperatorTestHarness<Integer, TileResult, AlertResult> harness(AlertWatch watch)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertOperator(watch)), TileResult::tile, Types.INT);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}

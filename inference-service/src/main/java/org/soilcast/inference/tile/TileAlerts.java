package org.soilcast.inference.tile;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.dayline.alert.AlertHistory;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.DroughtAlert;
import org.soilcast.dayline.alert.DroughtDay;
import org.soilcast.dayline.alert.DroughtPentad;
import org.soilcast.schemas.LateWindow;

/**
 * The alerts of the tile that is the current key. Days are kept as far back as the land model may send them again; of what
 * lies behind, only how the latest alert stood. What the kept days say now is compared with what has been told, and every
 * difference is told, so that late input changes nothing silently.
 *
 * <p>A day that has changed is followed by all days after it, up to the newest: alerts are looked at when that one has come
 * again, since in between half of the history is the old one.
 */
public final class TileAlerts {
    /** More than the land model can go back behind the newest day: the late window and a week to the anchor before it. */
    static final int REACH_DAYS = 28;

    /** Bytes of {@link AlertDay} by date. */
    static final MapStateDescriptor<Integer, byte[]> DAYS =
            new MapStateDescriptor<>("alert-days", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Bytes of {@link WatchedCell.Tile} by rule. */
    static final MapStateDescriptor<String, byte[]> WATCHED =
            new MapStateDescriptor<>("alert-cells", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Newest day that has come. */
    static final ValueStateDescriptor<Integer> NEWEST =
            new ValueStateDescriptor<>("alert-newest", IntSerializer.INSTANCE);

    private static final Logger LOG = LoggerFactory.getLogger(TileAlerts.class);
    private static final int NOTHING_CAME = Integer.MIN_VALUE;

    private final List<AlertRule> rules;
    private final int pentadsBack;
    private final MapState<Integer, byte[]> days;
    private final MapState<String, byte[]> watched;
    private final ValueState<Integer> newest;

    /** Of the tiles of an operator, by some rules of different names. */
    public TileAlerts(List<AlertRule> rules, RuntimeContext context) {
        this.rules = rules;
        pentadsBack = rules.stream().mapToInt(AlertRule::pentadsBack).max().orElse(0);
        days = context.getMapState(DAYS);
        watched = context.getMapState(WATCHED);
        newest = context.getState(NEWEST);
    }

    /** Takes a day's result, also again. */
    public void take(TileResult result, Consumer<AlertResult> out) throws Exception {
        int today = Math.toIntExact(result.epochDay());
        int known = requireNonNullElse(newest.value(), NOTHING_CAME);
        if (known != NOTHING_CAME && today < firstKept(known)) {
            LOG.warn("tile {} sent {} again, further back than alerts remember; its alerts stay", result.tile(), today);
            return;
        }
        Optional<byte[]> packed = AlertDay.packed(result);
        if (packed.isPresent()) {
            days.put(today, packed.get());
        } else {
            days.remove(today);
        }
        if (today < known) {
            return;
        }
        newest.update(today);
        if (today == known || known == NOTHING_CAME || DroughtPentad.lastOver(today) > DroughtPentad.lastOver(known)) {
            look(result.tile(), today, out);
        }
    }

    private int firstKept(int newestEpochDay) {
        return DroughtPentad.firstDay(DroughtPentad.lastOver(newestEpochDay - REACH_DAYS) + 1 - pentadsBack);
    }

    private void look(int tile, int today, Consumer<AlertResult> out) throws Exception {
        var kept = new TreeMap<Integer, byte[]>();
        for (Map.Entry<Integer, byte[]> day : days.entries()) {
            kept.put(day.getKey(), day.getValue());
        }
        if (kept.isEmpty()) {
            return;
        }
        int cells = AlertDay.cells(kept.firstEntry().getValue());
        int over = DroughtPentad.lastOver(today);
        int settle = DroughtPentad.lastOver(today - REACH_DAYS);
        for (AlertRule rule : rules) {
            byte[] bytes = watched.get(rule.name());
            WatchedCell.Tile before = bytes == null
                    ? new WatchedCell.Tile(Integer.MIN_VALUE, Collections.nCopies(cells, WatchedCell.NONE))
                    : WatchedCell.Tile.of(bytes);
            var after = new ArrayList<WatchedCell>(cells);
            for (int cell = 0; cell < cells; cell++) {
                WatchedCell last = before.cells().get(cell);
                if (last.isQuiet()
                        && driestPentad(kept, cell) > rule.threshold().upToPercentile()) {
                    after.add(last);
                    continue;
                }
                var history = new AlertHistory(rule, pentads(kept, cell));
                var now = new ArrayList<>(history.between(last.settled(), before.pentad(), settle));
                Optional<DroughtAlert> settled =
                        now.isEmpty() ? Optional.empty() : Optional.of(now.remove(now.size() - 1));
                now.addAll(history.between(settled, settle, over));
                var telling = new AlertTelling(rule, tile, cell, over, out);
                after.add(new WatchedCell(settled, telling.tell(last.told(), now, before.pentad(), settle)));
            }
            watched.put(rule.name(), new WatchedCell.Tile(settle, after).bytes());
        }
        int first = firstKept(today);
        for (int day : kept.headMap(first).keySet()) {
            days.remove(day);
        }
    }

    /** No pentad of a cell is drier than this percentile, nor is the beginning of one; 100 where none is known. */
    private static float driestPentad(Map<Integer, byte[]> kept, int cell) {
        float driest = 100;
        int pentad = Integer.MIN_VALUE;
        double sum = 0;
        int known = 0;
        for (Map.Entry<Integer, byte[]> day : kept.entrySet()) {
            if (DroughtPentad.number(day.getKey()) != pentad) {
                pentad = DroughtPentad.number(day.getKey());
                sum = 0;
                known = 0;
            }
            float percentile = AlertDay.percentile(day.getValue(), cell);
            if (!Float.isNaN(percentile)) {
                sum += percentile;
                known++;
                driest = Math.min(driest, (float) (sum / known));
            }
        }
        return driest;
    }

    private static NavigableMap<Integer, DroughtPentad> pentads(Map<Integer, byte[]> kept, int cell) {
        var known = new ArrayList<DroughtDay>(kept.size());
        kept.forEach((day, bytes) -> AlertDay.of(day, bytes, cell).ifPresent(known::add));
        return DroughtPentad.of(known);
    }

    /** Whether late input may still change what was decided at the end of a day, when a pentad has just ended. */
    static boolean isProvisional(int decidedEpochDay, int lastPentadOver) {
        return DroughtPentad.lastDay(lastPentadOver) - decidedEpochDay <= LateWindow.DAYS;
    }
}

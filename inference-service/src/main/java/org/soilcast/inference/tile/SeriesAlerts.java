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
import java.util.function.IntFunction;
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
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.schemas.LateWindow;

/**
 * The alerts of the current key: of the cells of a tile, or of an area. Days are kept as far back as the land model may
 * send them again; of what lies behind, only how the latest alert stood. What the kept days say now is compared with what
 * has been told, and every difference is told, so that late input changes nothing silently.
 *
 * <p>A day that has changed is followed by all days after it, up to the newest: alerts are looked at when that one has come
 * again, since in between half of the history is the old one.
 */
public final class SeriesAlerts {
    /** Bytes of {@link AlertDay} by date. */
    static final MapStateDescriptor<Integer, byte[]> DAYS = new MapStateDescriptor<>(
            "alert-series-days", IntSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Bytes of {@link WatchedCell.Tile} by rule. */
    static final MapStateDescriptor<String, byte[]> WATCHED = new MapStateDescriptor<>(
            "alert-series-told", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    /** Newest day that has come. */
    static final ValueStateDescriptor<Integer> NEWEST =
            new ValueStateDescriptor<>("alert-series-newest", IntSerializer.INSTANCE);

    private static final Logger LOG = LoggerFactory.getLogger(SeriesAlerts.class);
    private static final int NOTHING_CAME = Integer.MIN_VALUE;

    private final int fromEpochDay;
    private final MapState<Integer, byte[]> days;
    private final MapState<String, byte[]> watched;
    private final ValueState<Integer> newest;

    /**
     * Of the keys of an operator.
     *
     * @param fromEpochDay date from which alerts are told to somebody, days since 1970-01-01
     */
    public SeriesAlerts(int fromEpochDay, RuntimeContext context) {
        this.fromEpochDay = fromEpochDay;
        days = context.getMapState(DAYS);
        watched = context.getMapState(WATCHED);
        newest = context.getState(NEWEST);
    }

    /**
     * Takes a day, also again.
     *
     * @param rules of different names
     * @param subjects what the series are of, by their number in the day
     * @param today the date
     * @param packed bytes of {@link AlertDay}; none when nothing is known
     */
    public void take(
            List<AlertRule> rules,
            IntFunction<AlertSubject> subjects,
            int today,
            Optional<byte[]> packed,
            Consumer<AlertResult> out)
            throws Exception {
        if (rules.isEmpty()) {
            return;
        }
        int pentadsBack = rules.stream().mapToInt(AlertRule::pentadsBack).max().getAsInt();
        int known = requireNonNullElse(newest.value(), NOTHING_CAME);
        if (known != NOTHING_CAME && today < firstKept(known, pentadsBack)) {
            LOG.warn("{} sent {} again, further back than alerts remember; its alerts stay", subjects.apply(0), today);
            return;
        }
        if (packed.isPresent()) {
            days.put(today, packed.get());
        } else {
            days.remove(today);
        }
        if (today < known) {
            return;
        }
        newest.update(today);
        boolean pentadOver = known == NOTHING_CAME || DroughtPentad.lastOver(today) > DroughtPentad.lastOver(known);
        boolean beginsToTell = known < fromEpochDay && today >= fromEpochDay;
        if (today == known || pentadOver || beginsToTell) {
            NavigableMap<Integer, byte[]> kept = kept();
            look(kept, rules, subjects, today, out);
            for (int day : kept.headMap(firstKept(today, pentadsBack)).keySet()) {
                days.remove(day);
            }
        }
    }

    private static int firstKept(int newestEpochDay, int pentadsBack) {
        return DroughtPentad.firstDay(DroughtPentad.lastOver(newestEpochDay - TileMemory.REACH_DAYS) + 1 - pentadsBack);
    }

    private NavigableMap<Integer, byte[]> kept() throws Exception {
        var kept = new TreeMap<Integer, byte[]>();
        for (Map.Entry<Integer, byte[]> day : days.entries()) {
            kept.put(day.getKey(), day.getValue());
        }
        return kept;
    }

    private void look(
            NavigableMap<Integer, byte[]> kept,
            List<AlertRule> rules,
            IntFunction<AlertSubject> subjects,
            int today,
            Consumer<AlertResult> out)
            throws Exception {
        if (kept.isEmpty()) {
            return;
        }
        int cells = AlertDay.cells(kept.firstEntry().getValue());
        int over = DroughtPentad.lastOver(today);
        int settle = DroughtPentad.lastOver(today - TileMemory.REACH_DAYS);
        boolean told = today >= fromEpochDay;
        for (AlertRule rule : rules) {
            byte[] bytes = watched.get(rule.name());
            WatchedCell.Tile before = bytes == null
                    ? new WatchedCell.Tile(Integer.MIN_VALUE, Collections.nCopies(cells, WatchedCell.NONE))
                    : WatchedCell.Tile.of(bytes);
            var after = new ArrayList<WatchedCell>(cells);
            for (int cell = 0; cell < cells; cell++) {
                WatchedCell last = before.cells().get(cell);
                if (last.isQuiet()
                        && driestPentad(kept, cell, rule.depth())
                                > rule.threshold().upToPercentile()) {
                    after.add(last);
                    continue;
                }
                var history = new AlertHistory(rule, pentads(kept, cell, rule.depth()));
                var now = new ArrayList<>(history.between(last.settled(), before.pentad(), settle));
                Optional<DroughtAlert> settled =
                        now.isEmpty() ? Optional.empty() : Optional.of(now.remove(now.size() - 1));
                now.addAll(history.between(settled, settle, over));
                var telling = new AlertTelling(rule, subjects.apply(cell), over, told, out);
                after.add(new WatchedCell(settled, telling.tell(last.told(), now, before.pentad(), settle)));
            }
            watched.put(rule.name(), new WatchedCell.Tile(settle, after).bytes());
        }
    }

    /** No pentad of a cell is drier than this percentile, nor is the beginning of one; 100 where none is known. */
    private static float driestPentad(Map<Integer, byte[]> kept, int cell, Depth depth) {
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
            float percentile = AlertDay.percentile(day.getValue(), cell, depth);
            if (!Float.isNaN(percentile)) {
                sum += percentile;
                known++;
                driest = Math.min(driest, (float) (sum / known));
            }
        }
        return driest;
    }

    private static NavigableMap<Integer, DroughtPentad> pentads(Map<Integer, byte[]> kept, int cell, Depth depth) {
        var known = new ArrayList<DroughtDay>(kept.size());
        kept.forEach((day, bytes) -> AlertDay.of(day, bytes, cell, depth).ifPresent(known::add));
        return DroughtPentad.of(known);
    }

    /** Whether late input may still change what was decided at the end of a day, when a pentad has just ended. */
    static boolean isProvisional(int decidedEpochDay, int lastPentadOver) {
        return DroughtPentad.lastDay(lastPentadOver) - decidedEpochDay <= LateWindow.DAYS;
    }
}

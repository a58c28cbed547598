package org.soilcast.inference.tile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.DroughtAlert;
import org.soilcast.dayline.alert.DroughtPentad;
import org.soilcast.inference.tile.WatchedCell.Told;

/**
 * Tells what is new of a cell's alerts.
 *
 * @param rule whose alerts they are
 * @param tile tile number
 * @param cell index of the cell
 * @param over number of the last pentad that is over
 * @param out takes what is to be told
 */
record AlertTelling(AlertRule rule, int tile, int cell, int over, Consumer<AlertResult> out) {
    /**
     * Compares what has been told with what there is now.
     *
     * @param before what has been told
     * @param now the alerts that there are
     * @param settledBefore number of the last pentad that could not change any more when it was told
     * @param settled the same of now
     * @return what has been told from now on, of what may still change
     */
    List<Told> tell(List<Told> before, List<DroughtAlert> now, int settledBefore, int settled) {
        Map<Integer, Told> byOnset =
                before.stream().collect(Collectors.toMap(told -> told.alert().onsetEpochDay(), Function.identity()));
        var after = new ArrayList<Told>();
        for (DroughtAlert alert : now) {
            Told told = byOnset.remove(alert.onsetEpochDay());
            after.add(told == null ? raised(alert, 1) : again(told, alert));
        }
        for (Told gone : byOnset.values()) {
            boolean couldChange = isBehind(settledBefore, gone.alert());
            if (couldChange && !gone.cancelled()) {
                after.add(cancelled(gone));
            } else if (gone.cancelled() && isBehind(settled, gone.alert())) {
                after.add(gone);
            }
        }
        after.sort(Comparator.comparingInt(told -> told.alert().onsetEpochDay()));
        return after;
    }

    private static boolean isBehind(int pentad, DroughtAlert alert) {
        return DroughtPentad.number(alert.raisedEpochDay()) > pentad;
    }

    private Told raised(DroughtAlert alert, int sequence) {
        return told(alert, sequence, alert.stands() ? AlertNews.RAISED : AlertNews.CLEARED);
    }

    private Told again(Told told, DroughtAlert alert) {
        if (told.cancelled()) {
            return raised(alert, told.sequence() + 1);
        }
        if (told.alert().equals(alert) && told.provisional() == isProvisional(alert)) {
            return told;
        }
        return told(alert, told.sequence() + 1, alert.stands() ? AlertNews.UPDATED : AlertNews.CLEARED);
    }

    private Told told(DroughtAlert alert, int sequence, AlertNews news) {
        boolean provisional = isProvisional(alert);
        out.accept(result(alert, sequence, news, provisional));
        return new Told(alert, sequence, provisional, false);
    }

    private Told cancelled(Told gone) {
        out.accept(result(gone.alert(), gone.sequence() + 1, AlertNews.CANCELLED, false));
        return new Told(gone.alert(), gone.sequence() + 1, false, true);
    }

    private boolean isProvisional(DroughtAlert alert) {
        return TileAlerts.isProvisional(alert.changedEpochDay(), over);
    }

    private AlertResult result(DroughtAlert alert, int sequence, AlertNews news, boolean provisional) {
        return new AlertResult(
                rule.name(),
                tile,
                cell,
                news,
                sequence,
                alert.droughtClass().number(),
                alert.peak().number(),
                alert.percentile(),
                alert.probability(),
                alert.onsetEpochDay(),
                alert.raisedEpochDay(),
                alert.clearedEpochDay().orElse(AlertResult.NOT_CLEARED),
                alert.changedEpochDay(),
                provisional,
                alert.modelChanged(),
                alert.modelVersion(),
                alert.revision(),
                alert.shortClimatology());
    }
}

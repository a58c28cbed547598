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
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.inference.tile.WatchedCell.Told;

/**
 * Tells what is new of the alerts of a cell or an area. Somebody is to be told from a date on: what stands on it, and what
 * changes after it; but not what only another model version has raised. Of an alert that somebody has been told of, all
 * changes are told.
 *
 * @param rule whose alerts they are
 * @param subject what they are of
 * @param over number of the last pentad that is over
 * @param live whether the date from which somebody is to be told has come
 * @param out takes what is to be told
 */
record AlertTelling(AlertRule rule, AlertSubject subject, int over, boolean live, Consumer<AlertResult> out) {
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
            after.add(told == null ? raised(alert, 1, isToNotify(alert)) : again(told, alert));
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

    private boolean isToNotify(DroughtAlert alert) {
        return live && !alert.modelChanged();
    }

    private Told raised(DroughtAlert alert, int sequence, boolean notifies) {
        return told(alert, sequence, alert.stands() ? AlertNews.RAISED : AlertNews.CLEARED, notifies);
    }

    private Told again(Told told, DroughtAlert alert) {
        boolean notifies = told.notified() || isToNotify(alert);
        if (told.cancelled()) {
            return raised(alert, told.sequence() + 1, notifies);
        }
        boolean changed = !told.alert().equals(alert) || told.provisional() != isProvisional(alert);
        boolean toldFromNow = alert.stands() && notifies && !told.notified();
        if (!changed && !toldFromNow) {
            return told;
        }
        return told(alert, told.sequence() + 1, alert.stands() ? AlertNews.UPDATED : AlertNews.CLEARED, notifies);
    }

    private Told told(DroughtAlert alert, int sequence, AlertNews news, boolean notifies) {
        boolean provisional = isProvisional(alert);
        out.accept(result(alert, sequence, news, provisional, notifies));
        return new Told(alert, sequence, provisional, false, notifies);
    }

    private Told cancelled(Told gone) {
        out.accept(result(gone.alert(), gone.sequence() + 1, AlertNews.CANCELLED, false, gone.notified()));
        return new Told(gone.alert(), gone.sequence() + 1, false, true, gone.notified());
    }

    private boolean isProvisional(DroughtAlert alert) {
        return SeriesAlerts.isProvisional(alert.changedEpochDay(), over);
    }

    private AlertResult result(
            DroughtAlert alert, int sequence, AlertNews news, boolean provisional, boolean notifies) {
        return new AlertResult(
                rule.name(),
                rule.kind().label(),
                rule.depth() == Depth.SURFACE ? AlertResult.SURFACE : AlertResult.ROOT_ZONE,
                subject.tile(),
                subject.cell(),
                subject.area(),
                subject.areaName(),
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
                alert.shortClimatology(),
                notifies);
    }
}

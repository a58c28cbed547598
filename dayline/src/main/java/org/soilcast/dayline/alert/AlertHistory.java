package org.soilcast.dayline.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.soilcast.dayline.drought.DroughtClass;
import org.soilcast.dayline.drought.FlashDrought;

/**
 * The alerts of a cell or an area: a function of its days, and of nothing else. Each pentad that is over may change the latest alert,
 * by what it and the pentads right before it are like; a pentad of too few known days changes nothing and interrupts.
 */
public final class AlertHistory {
    private final AlertRule rule;
    private final NavigableMap<Integer, DroughtPentad> pentads;

    /** By a rule, of the pentads that are known. */
    public AlertHistory(AlertRule rule, NavigableMap<Integer, DroughtPentad> pentads) {
        this.rule = rule;
        this.pentads = pentads;
    }

    /**
     * All alerts, in their order.
     *
     * @param newestEpochDay the newest day that there is: no pentad is looked at before its last day
     */
    public static List<DroughtAlert> of(AlertRule rule, Collection<DroughtDay> days, int newestEpochDay) {
        return new AlertHistory(rule, DroughtPentad.of(days))
                .between(Optional.empty(), Integer.MIN_VALUE, DroughtPentad.lastOver(newestEpochDay));
    }

    /**
     * The latest alert that was there, as it becomes, and those that follow.
     *
     * @param latest the latest alert after a pentad
     * @param after number of that pentad; of those before it, {@link AlertRule#pentadsBack} are looked at
     * @param upTo number of the last pentad that may change anything
     */
    public List<DroughtAlert> between(Optional<DroughtAlert> latest, int after, int upTo) {
        var alerts = new ArrayList<DroughtAlert>();
        latest.ifPresent(alerts::add);
        for (int number : pentads.keySet()) {
            if (number <= after || number > upTo) {
                continue;
            }
            Optional<DroughtAlert> before =
                    alerts.isEmpty() ? Optional.empty() : Optional.of(alerts.get(alerts.size() - 1));
            if (before.isPresent()
                    && DroughtPentad.lastDay(number) - before.get().changedEpochDay() < rule.leastGapDays()) {
                continue;
            }
            Optional<DroughtAlert> standing = before.filter(DroughtAlert::stands);
            if (standing.isEmpty()) {
                raised(number).ifPresent(alerts::add);
            } else {
                changed(standing.get(), number).ifPresent(next -> alerts.set(alerts.size() - 1, next));
            }
        }
        return alerts;
    }

    private Optional<DroughtAlert> raised(int number) {
        return heldBy(number)
                .filter(held -> begins(number - rule.pentadsToRaise() + 1))
                .map(held -> alert(
                        DroughtPentad.firstDay(number - rule.pentadsToRaise() + 1),
                        DroughtPentad.lastDay(number),
                        held,
                        held,
                        number,
                        rule.pentadsToRaise() + rule.kind().pentadsBefore(),
                        false));
    }

    /** Whether the first dry pentad begins what the rule is about. */
    private boolean begins(int first) {
        if (rule.kind() == AlertRule.Kind.DROUGHT) {
            return true;
        }
        List<Float> before = row(first - 1, rule.kind().pentadsBefore()).stream()
                .map(DroughtPentad::percentile)
                .toList();
        return FlashDrought.isFall(before, row(first, 1).get(0).percentile());
    }

    private Optional<DroughtAlert> changed(DroughtAlert alert, int number) {
        if (wetterThan(rule.threshold(), number)) {
            return Optional.of(next(alert, rule.threshold(), number, rule.pentadsToClear(), true));
        }
        Optional<DroughtClass> drier = heldBy(number)
                .filter(held -> held.ordinal() < alert.droughtClass().ordinal());
        if (drier.isPresent()) {
            return Optional.of(next(alert, drier.get(), number, rule.pentadsToRaise(), false));
        }
        if (alert.droughtClass() != rule.threshold() && wetterThan(alert.droughtClass(), number)) {
            DroughtClass driest = row(number, rule.pentadsToClear()).stream()
                    .map(pentad -> DroughtClass.of(pentad.percentile()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            DroughtClass receded = driest.ordinal() < rule.threshold().ordinal() ? driest : rule.threshold();
            return Optional.of(next(alert, receded, number, rule.pentadsToClear(), false));
        }
        return Optional.empty();
    }

    /** The class that all pentads of a row up to this one hold at least. */
    private Optional<DroughtClass> heldBy(int number) {
        List<DroughtPentad> row = row(number, rule.pentadsToRaise());
        List<DroughtClass> held =
                row.stream().flatMap(pentad -> pentad.held(rule).stream()).toList();
        return held.size() < rule.pentadsToRaise()
                ? Optional.empty()
                : held.stream().max(Comparator.naturalOrder());
    }

    private boolean wetterThan(DroughtClass droughtClass, int number) {
        Predicate<DroughtPentad> wetter =
                pentad -> pentad.percentile() > droughtClass.upToPercentile() + rule.clearMarginPercentile();
        List<DroughtPentad> row = row(number, rule.pentadsToClear());
        return row.size() == rule.pentadsToClear() && row.stream().allMatch(wetter);
    }

    /** The pentads known among so many up to this one. */
    private List<DroughtPentad> row(int number, int length) {
        return List.copyOf(
                pentads.subMap(number - length + 1, true, number, true).values());
    }

    private DroughtAlert next(DroughtAlert alert, DroughtClass next, int number, int looked, boolean cleared) {
        DroughtClass peak = next.ordinal() < alert.peak().ordinal() ? next : alert.peak();
        return alert(alert.onsetEpochDay(), alert.raisedEpochDay(), next, peak, number, looked, cleared);
    }

    private DroughtAlert alert(
            int onset,
            int raised,
            DroughtClass droughtClass,
            DroughtClass peak,
            int number,
            int looked,
            boolean cleared) {
        DroughtPentad pentad = row(number, 1).get(0);
        int versionBefore = row(number, looked + 1).get(0).firstModelVersion();
        int lastDay = DroughtPentad.lastDay(number);
        return new DroughtAlert(
                onset,
                raised,
                droughtClass,
                peak,
                lastDay,
                pentad.percentile(),
                pentad.share(droughtClass),
                versionBefore != pentad.lastModelVersion(),
                pentad.lastModelVersion(),
                pentad.revision(),
                pentad.shortClimatology(),
                cleared ? OptionalInt.of(lastDay) : OptionalInt.empty());
    }
}

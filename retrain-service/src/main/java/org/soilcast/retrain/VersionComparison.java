package org.soilcast.retrain;

import java.util.Set;
import java.util.stream.Collectors;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.retrain.gate.Evidence;
import org.soilcast.retrain.gate.JudgedPairs;

/** The version in force and another one over the same days, by the retrievals that neither has learned from. */
final class VersionComparison {
    private final CellHistory history;
    private final DaySpan judged;
    private final Champion inForce;
    private final String domain;

    /**
     * @param history all cells, from the first day of the domain
     * @param judged its last days
     * @param inForce for the same cells
     */
    VersionComparison(CellHistory history, DaySpan judged, Champion inForce, String domain) {
        this.history = history;
        this.judged = judged;
        this.inForce = inForce;
        this.domain = domain;
    }

    /**
     * What is seen.
     *
     * @param other its network and numbers, and what it has learned from
     * @param parameters of the other one, {@code [parameter][cell]}
     */
    Evidence with(ParameterBundle other, float[] parameters) {
        Set<String> cells = history.cells().stream().map(CellHistory.Cell::id).collect(Collectors.toSet());
        return with(
                other,
                parameters,
                JudgedPairs.of(
                        history.between(judged.first(), judged.last()),
                        Champion.learned(inForce.bundle().manifest().training(), domain, cells),
                        Champion.learned(other.manifest().training(), domain, cells)));
    }

    /** The same by given retrievals. */
    Evidence with(ParameterBundle other, float[] parameters, JudgedPairs pairs) {
        DecisionStep.COMPARING.begins(judged.last());
        var runs = new JudgedRuns(history, judged);
        return new Evidence(
                pairs,
                runs.of(inForce.parameters(), inForce.numbers()),
                runs.of(parameters, DayNumbers.of(other.sections())),
                inForce.isTrained(),
                history.span().days() / 365);
    }
}

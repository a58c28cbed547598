package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

class DecisionPageTest {
    private static final LocalDate CUT = LocalDate.parse("2016-03-31");

    @Test
    void whatEachCriterionSaidIsARowWhoseKindCanBeSeen() {
        ModelDecision decision = ModelDecision.newBuilder()
                .setDomain("twin")
                .setCut(CUT)
                .setTrigger(DecisionTrigger.SCHEDULE)
                .setOutcome(DecisionOutcome.REFUSED)
                .setChampion(1)
                .setJudgedFrom(CUT.minusDays(89))
                .setJudgedPairs(640)
                .setFindings(List.of(
                        new DecisionFinding("open loop RMSE", false, true, "p = .2, expected p < .05"),
                        new DecisionFinding("water balance", true, true, "holds"),
                        new DecisionFinding("drought classes", false, false, "3 % move")))
                .setReason("no better")
                .build();
        assertThat(DecisionPage.html(List.of("version 1, untrained"), List.of(decision)))
                .contains("<li>version 1, untrained</li>")
                .contains("<h2>2016-03-31, refused</h2>")
                .contains("version 1 stays: no better")
                .contains("640 retrievals from 2016-01-02 to 2016-03-31")
                .contains(
                        "<tr class=\"refuses\"><td>open loop RMSE</td><td>no</td><td>p = .2, expected p &lt; .05</td>")
                .contains("<tr class=\"passed\"><td>water balance</td>")
                .contains("<tr class=\"noted\"><td>drought classes</td><td>no, only noted</td>");
    }

    @Test
    void whatBeginsInTheShadowSaysUntilWhen() {
        ModelDecision decision = ModelDecision.newBuilder()
                .setDomain("twin")
                .setCut(CUT)
                .setTrigger(DecisionTrigger.SCHEDULE)
                .setOutcome(DecisionOutcome.SHADOWED)
                .setChampion(1)
                .setFindings(List.of())
                .setLookAgain(CUT.plusDays(45))
                .build();
        assertThat(DecisionPage.html(List.of(), List.of(decision)))
                .contains("a challenger runs beside version 1 until 2016-05-15")
                .doesNotContain("<table><tr>");
    }
}

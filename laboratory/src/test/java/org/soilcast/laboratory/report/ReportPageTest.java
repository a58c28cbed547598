package org.soilcast.laboratory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.soilcast.laboratory.MadeUpHistory;
import org.soilcast.laboratory.competitors.Persistence;
import org.soilcast.laboratory.competitors.TextureOnly;
import org.soilcast.laboratory.evaluation.Evaluation;
import org.soilcast.laboratory.evaluation.Outcome;
import org.soilcast.laboratory.evaluation.Outcome.Split;
import org.soilcast.laboratory.evaluation.Regimes;
import org.soilcast.laboratory.evaluation.ResultRow;
import org.soilcast.laboratory.evaluation.Scaling;
import org.soilcast.learning.history.CellHistory;
import org.xml.sax.InputSource;

class ReportPageTest {
    @Test
    void thePageIsWholeAndNeedsNoOtherFile() throws Exception {
        CellHistory history =
                MadeUpHistory.of(9, 60, (day, cell) -> day % 2 == 0 ? 0.1f + 0.02f * cell + 0.001f * day : Float.NaN);
        LocalDate from = MadeUpHistory.FIRST.plusDays(40);
        var evaluation = new Evaluation(history, from.minusDays(1));
        List<Outcome> outcomes = new ArrayList<>(evaluation.run(new Persistence(1), EnumSet.of(Split.UNSEEN)));
        outcomes.addAll(evaluation.run(new TextureOnly(), EnumSet.of(Split.UNSEEN)));
        Regimes regimes = Regimes.of(evaluation.training());
        List<ResultRow> rows = outcomes.stream()
                .flatMap(outcome -> ResultRow.of(outcome, history, from, regimes).stream())
                .toList();
        String page = new ReportPage(history, from, regimes, outcomes)
                .html("A <title>", "./soilcast evaluate", rows, Scaling.of(evaluation, new TextureOnly(), from));

        assertThat(page).contains("A &lt;title&gt;", "persistence, unseen", "texture@1/16", "porosity");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "src=");
        String wellFormed = page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(wellFormed)));
        // maps of errors and parameters, scatter, days of three cells, scaling
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2 + 22 + 2 + 3 + 2);
        assertThat(page).doesNotContain("NaN");
    }
}

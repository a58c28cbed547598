package org.soilcast.ops;

import java.util.List;
import java.util.Locale;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.ModelDecision;

/** What was decided on the versions of a model, and what each criterion said, as one page of HTML that needs no other file. */
final class DecisionPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Decisions on the model</title><style>
            body{font:14px sans-serif;margin:24px;max-width:1240px}
            table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:3px 8px;text-align:left}
            .refuses{background:#fbd5d0}.noted{background:#fdf3c7}
            </style></head><body>
            <h1>Decisions on the model</h1>
            """;

    private DecisionPage() {}

    /**
     * The page.
     *
     * @param versions a line each
     * @param decisions in their order
     */
    static String html(List<String> versions, List<ModelDecision> decisions) {
        var html = new StringBuilder(HEAD).append("<ul>\n");
        versions.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>\n"));
        html.append("</ul>\n");
        decisions.forEach(decision -> add(decision, html));
        return html.append("</body></html>\n").toString();
    }

    private static void add(ModelDecision decision, StringBuilder html) {
        html.append("<h2>")
                .append(decision.getCut())
                .append(", ")
                .append(decision.getOutcome().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append("</h2>\n<p>")
                .append(escaped(ModelLines.decision(decision)))
                .append("</p>\n");
        if (decision.getJudgedFrom() != null) {
            html.append("<p>Judged by ")
                    .append(decision.getJudgedPairs())
                    .append(" retrievals from ")
                    .append(decision.getJudgedFrom())
                    .append(" to ")
                    .append(decision.getCut())
                    .append("</p>\n");
        }
        if (!decision.getFindings().isEmpty()) {
            html.append("<table><tr><th>criterion</th><th>passed</th><th>figures</th></tr>\n");
            decision.getFindings().forEach(finding -> add(finding, html));
            html.append("</table>\n");
        }
    }

    private static void add(DecisionFinding finding, StringBuilder html) {
        String kind = finding.getPassed() ? "passed" : finding.getBinding() ? "refuses" : "noted";
        html.append("<tr class=\"")
                .append(kind)
                .append("\"><td>")
                .append(escaped(finding.getCriterion()))
                .append("</td><td>")
                .append(finding.getPassed() ? "yes" : finding.getBinding() ? "no" : "no, only noted")
                .append("</td><td>")
                .append(escaped(finding.getDetail()))
                .append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

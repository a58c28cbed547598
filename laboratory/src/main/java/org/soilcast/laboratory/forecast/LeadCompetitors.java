package org.soilcast.laboratory.forecast;

import java.util.List;
import org.soilcast.dayline.forecast.ForecastSpan;
import org.soilcast.laboratory.competitors.Climatology;
import org.soilcast.laboratory.competitors.LearningTask;

/**
 * What a forecast has to be better than, each cell and span by itself, learned from the training days: the last retrieval
 * kept; the last retrieval drawn towards the cell's mean by the factor of least squares; mean and first harmonic of the
 * year. Each is a normal distribution with the root mean square error that it has on the training days.
 */
final class LeadCompetitors {
    private final JudgedIssues issues;
    private final float[] last; // [day][cell], of that day or before

    LeadCompetitors(JudgedIssues issues) {
        this.issues = issues;
        int cells = issues.cells();
        last = new float[issues.history().span().days() * cells];
        for (int i = 0; i < last.length; i++) {
            float retrieval = issues.history().recommendedRetrieval(i / cells, i % cells);
            float before = i < cells ? Float.NaN : last[i - cells];
            last[i] = Float.isNaN(retrieval) ? before : retrieval;
        }
    }

    /** All of them. */
    List<IssuedForecasts> all() {
        IssuedForecasts persistence = empty("persistence");
        IssuedForecasts damped = empty("damped-persistence");
        IssuedForecasts climatology = empty("climatology");
        float[] ofDays = harmonic();
        for (int span = 0; span < issues.spans().size(); span++) {
            for (int cell = 0; cell < issues.cells(); cell++) {
                double mean = trainingMean(cell);
                damp(persistence, span, cell, 0, 1);
                damp(damped, span, cell, mean, factor(span, cell, mean));
                repeat(climatology, span, cell, ofDays);
            }
        }
        return List.of(persistence, damped, climatology);
    }

    private IssuedForecasts empty(String model) {
        return new IssuedForecasts(model, issues.count(), issues.spans().size(), issues.cells());
    }

    private double last(int day, int cell) {
        return last[day * issues.cells() + cell];
    }

    private double trainingMean(int cell) {
        double sum = 0;
        int count = 0;
        for (int day = 0; day < issues.trainingDays(); day++) {
            double retrieval = issues.history().recommendedRetrieval(day, cell);
            if (!Double.isNaN(retrieval)) {
                sum += retrieval;
                count++;
            }
        }
        return sum / count;
    }

    /** ρ of y(d + lead) − m = ρ·(y(d) − m) on the training days, within 0 … 1. */
    private double factor(int span, int cell, double mean) {
        double products = 0;
        double squares = 0;
        for (int day = 0; day < issues.trainingDays(); day++) {
            double anomaly = last(day, cell) - mean;
            double product = anomaly * (issues.retrievedInTraining(day, span, cell) - mean);
            if (!Double.isNaN(product)) {
                products += product;
                squares += anomaly * anomaly;
            }
        }
        return squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
    }

    private void damp(IssuedForecasts forecasts, int span, int cell, double mean, double factor) {
        double squares = 0;
        int count = 0;
        for (int day = 0; day < issues.trainingDays(); day++) {
            double off = issues.retrievedInTraining(day, span, cell) - mean - factor * (last(day, cell) - mean);
            if (!Double.isNaN(off)) {
                squares += off * off;
                count++;
            }
        }
        for (int issue = 0; issue < issues.count(); issue++) {
            double expected = mean + factor * (last(issues.day(issue), cell) - mean);
            forecasts.put(issue, span, cell, expected, Math.sqrt(squares / count));
        }
    }

    /** The climatology of every day, {@code [day][cell]}. */
    private float[] harmonic() {
        var history = issues.history();
        var training =
                history.between(history.span().first(), history.span().first().plusDays(issues.trainingDays() - 1L));
        return new Climatology(1).predict(new LearningTask(training, history)).values();
    }

    private void repeat(IssuedForecasts forecasts, int span, int cell, float[] ofDays) {
        double squares = 0;
        int count = 0;
        for (int day = 0; day < issues.trainingDays(); day++) {
            double off = issues.retrievedInTraining(day, span, cell) - mean(ofDays, day, span, cell);
            if (!Double.isNaN(off)) {
                squares += off * off;
                count++;
            }
        }
        for (int issue = 0; issue < issues.count(); issue++) {
            double expected = mean(ofDays, issues.day(issue), span, cell);
            forecasts.put(issue, span, cell, expected, Math.sqrt(squares / count));
        }
    }

    /** Mean over a span after a day; NaN beyond the history. */
    private double mean(float[] ofDays, int day, int span, int cell) {
        ForecastSpan leads = issues.spans().get(span);
        if (day + leads.lastLead() >= issues.history().span().days()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int lead = leads.firstLead(); lead <= leads.lastLead(); lead++) {
            sum += ofDays[(day + lead) * issues.cells() + cell];
        }
        return sum / leads.days();
    }
}

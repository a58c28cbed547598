package org.soilcast.laboratory.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.soilcast.laboratory.analysis.EnsembleAnalysis;
import org.soilcast.laboratory.analysis.GainLearning;
import org.soilcast.laboratory.analysis.VariationalLearning;
import org.soilcast.laboratory.competitors.AnalysisForecast;
import org.soilcast.laboratory.competitors.Climatology;
import org.soilcast.laboratory.competitors.Competitor;
import org.soilcast.laboratory.competitors.DampedPersistence;
import org.soilcast.laboratory.competitors.DayForecast;
import org.soilcast.laboratory.competitors.FreeParameters;
import org.soilcast.laboratory.competitors.ParameterLearning;
import org.soilcast.laboratory.competitors.PerCellSearch;
import org.soilcast.laboratory.competitors.Persistence;
import org.soilcast.laboratory.competitors.TextureOnly;
import org.soilcast.laboratory.competitors.TransferFunctions;
import org.soilcast.laboratory.recurrent.RecurrentNetwork;
import org.soilcast.laboratory.recurrent.SurrogateLearning;
import org.soilcast.learning.training.LearningSettings;

/** All competitors as they are evaluated, the simplest first. */
public final class Competitors {
    /** The product of SMAP's level 4, which is read from files. */
    public static final String SMAP_L4 = "smap-l4";

    private static final long SEED = 1;

    private Competitors() {}

    /** Each of them once. */
    public static List<Competitor> all() {
        var dayLine = new DayForecast.Learning(LearningSettings.standard(true, SEED));
        var variational = new AnalysisForecast.Learning(new VariationalLearning(), dayLine);
        var gain = new AnalysisForecast.Learning(new GainLearning(), dayLine);
        var filter = new AnalysisForecast.Learning(EnsembleAnalysis.learning(false), dayLine);
        var ownParameters = new AnalysisForecast.Learning(EnsembleAnalysis.learning(true), dayLine);
        return List.of(
                new Persistence(1),
                new Persistence(3),
                new DampedPersistence(),
                new Climatology(0),
                new Climatology(2),
                new TextureOnly(),
                FreeParameters.standard(),
                PerCellSearch.shuffledComplexes(),
                PerCellSearch.genetic(),
                TransferFunctions.standard(),
                new ParameterLearning(LearningSettings.standard(false, SEED)),
                new ParameterLearning(LearningSettings.standard(true, SEED)),
                SurrogateLearning.standard(LearningSettings.standard(true, SEED)),
                new DayForecast(DayForecast.Part.RESIDUAL_FILTER, dayLine),
                new DayForecast(DayForecast.Part.FILTER, dayLine),
                new DayForecast(DayForecast.Part.FORECAST, dayLine),
                new AnalysisForecast("filter-corrected", true, filter),
                new AnalysisForecast("filter-own-parameters", false, ownParameters),
                new AnalysisForecast("variational", false, variational),
                new AnalysisForecast("variational-corrected", true, variational),
                new AnalysisForecast("learned-gain", false, gain),
                new AnalysisForecast("learned-gain-corrected", true, gain),
                RecurrentNetwork.standard(false),
                RecurrentNetwork.standard(true));
    }

    /**
     * Those with these names, in the order of names; all of them for no names.
     *
     * @param smapL4 the product of SMAP's level 4, where there are files of it; without it its name stands for nothing
     * @throws IllegalArgumentException if there is none of a name
     */
    public static List<Competitor> named(List<String> names, Optional<Competitor> smapL4) {
        List<Competitor> all = new ArrayList<>(all());
        smapL4.ifPresent(all::add);
        if (names.isEmpty()) {
            return all;
        }
        List<Competitor> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Competitor> known =
                    all.stream().filter(one -> one.name().equals(name)).findFirst();
            if (known.isEmpty() && !name.equals(SMAP_L4)) {
                throw new IllegalArgumentException("no model " + name + ": expected some of "
                        + String.join(",", all().stream().map(Competitor::name).toList()) + "," + SMAP_L4);
            }
            known.ifPresent(chosen::add);
        }
        return chosen;
    }
}

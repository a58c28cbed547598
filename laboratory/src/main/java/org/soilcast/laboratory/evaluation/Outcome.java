package org.soilcast.laboratory.evaluation;

import java.util.Locale;
import java.util.Optional;

/**
 * What a model made of every cell of a domain in one split.
 *
 * @param model its name
 * @param split whether the model had learned from the cells it is judged on
 * @param surface predicted surface soil moisture of all days, {@code [day][cell]}, m3/m3
 * @param sd standard deviation of a retrieval around it, m3/m3, of models that say it
 * @param land parameters and water balance, of models that run the land model
 * @param coreSeconds processor time of learning and predicting, for all cells together
 */
public record Outcome(
        String model, Split split, float[] surface, Optional<float[]> sd, Optional<Land> land, double coreSeconds) {
    /** How the cells that a model is judged on relate to those it has learned from. */
    public enum Split {
        /** They are the same. */
        TRAINED,
        /** It has seen none of their blocks; a bundle of 'train', none of the cells themselves. */
        UNSEEN,
        /** It has seen nothing of their quarter of the domain. */
        REGION;

        /** Its name in tables and files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Of models that run the land model.
     *
     * @param parameters {@code [parameter][cell]}
     * @param evapotranspirationMm of the training days, {@code [cell]}, mm
     */
    public record Land(float[] parameters, float[] evapotranspirationMm) {}

    /** The same in another split, of a model to which the splits are alike. */
    Outcome as(Split other) {
        return new Outcome(model, other, surface, sd, land, coreSeconds);
    }
}

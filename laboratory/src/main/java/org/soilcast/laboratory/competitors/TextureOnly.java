package org.soilcast.laboratory.competitors;

import org.soilcast.land.network.ParameterLogits;

/** The land model with parameters from soil texture: what there is before any learning. */
public record TextureOnly() implements Competitor {
    @Override
    public String name() {
        return "texture";
    }

    @Override
    public Scope scope() {
        return Scope.UNTRAINED;
    }

    @Override
    public Prediction predict(LearningTask task) {
        return new Prediction.LandParameters(
                ParameterLogits.ofTexture(task.target().inputs()).parameters());
    }
}

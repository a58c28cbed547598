package org.soilcast.laboratory.competitors;

/**
 * Surface soil moisture that another system has made of its own input, for example the level-4 product of SMAP: it learns
 * nothing here, and is the same for all splits.
 */
public final class GivenSurface implements Competitor {
    private final String name;
    private final float[] surface;

    /**
     * A given series.
     *
     * @param surface of all cells and days of the evaluation, {@code [day][cell]}, m3/m3; NaN where it has nothing to say
     */
    public GivenSurface(String name, float[] surface) {
        this.name = name;
        this.surface = surface.clone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scope scope() {
        return Scope.UNTRAINED;
    }

    /**
     * What was given.
     *
     * @throws IllegalArgumentException when it is of other cells or days than the target
     */
    @Override
    public Prediction predict(LearningTask task) {
        int values = task.target().span().days() * task.target().cells().size();
        if (surface.length != values) {
            throw new IllegalArgumentException(
                    name + ": expected " + values + " values of the target's days and cells, found " + surface.length);
        }
        return new Prediction.Surface(surface.clone());
    }
}

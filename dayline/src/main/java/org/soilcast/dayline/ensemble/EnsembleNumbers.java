package org.soilcast.dayline.ensemble;

/**
 * How far members are spread. A bundle carries them with the filter's numbers.
 *
 * @param rainSd standard deviation of the logarithm of the factor on precipitation, whose mean is 1
 * @param demandSd the same of the factor on potential evapotranspiration
 * @param correlation between the two logarithms, −1 … 1
 * @param memoryDays time constant of both, days
 * @param layer1NoiseM3PerM3 standard deviation of what is added to the first layer a day, m3/m3
 * @param layer2NoiseM3PerM3 the same of the second layer
 * @param layer3NoiseM3PerM3 the same of the third layer
 */
public record EnsembleNumbers(
        double rainSd,
        double demandSd,
        double correlation,
        double memoryDays,
        double layer1NoiseM3PerM3,
        double layer2NoiseM3PerM3,
        double layer3NoiseM3PerM3) {
    /** As planned before anything was learned. */
    public static final EnsembleNumbers PLANNED = new EnsembleNumbers(0.5, 0.2, -0.8, 1, 0.010, 0.004, 0.002);

    public EnsembleNumbers {
        if (!(rainSd >= 0 && rainSd <= 2)
                || !(demandSd >= 0 && demandSd <= 2)
                || !(Math.abs(correlation) <= 1)
                || !(memoryDays > 0)
                || !(layer1NoiseM3PerM3 >= 0 && layer2NoiseM3PerM3 >= 0 && layer3NoiseM3PerM3 >= 0)) {
            throw new IllegalArgumentException("no spread of an ensemble: rain " + rainSd + ", demand " + demandSd
                    + ", correlation " + correlation + ", memory " + memoryDays + " days, noise " + layer1NoiseM3PerM3
                    + ", " + layer2NoiseM3PerM3 + ", " + layer3NoiseM3PerM3);
        }
    }
}

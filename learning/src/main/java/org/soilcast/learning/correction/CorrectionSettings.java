package org.soilcast.learning.correction;

import java.util.List;

/**
 * How the correction's networks are trained.
 *
 * @param hiddenWidths hidden layers of each network
 * @param nets networks whose outputs are averaged; each leaves out one of as many parts of the cells' blocks
 * @param steps descents of each network
 * @param batch samples of a descent
 * @param rate of Adam at the first step; it falls to nothing along half a cosine
 * @param weightDecay share of the rate by which weights shrink a step, beside the gradient (Loshchilov and Hutter 2019)
 * @param spreadWidth hidden layer of the network of the error's variance
 * @param seed of everything drawn at random
 */
public record CorrectionSettings(
        List<Integer> hiddenWidths,
        int nets,
        int steps,
        int batch,
        double rate,
        double weightDecay,
        int spreadWidth,
        long seed) {
    private static final int PASSES = 60;
    private static final int FEWEST_STEPS = 50;

    /** One of several that did alike on smap_conus, 2016-04 to 2016-09: their figures there are a little too good. */
    public static CorrectionSettings standard(long seed) {
        return new CorrectionSettings(List.of(64, 32), 4, 1500, 2048, 3e-3, 0.2, 16, seed);
    }

    /** The same with so many steps that so many samples are each seen {@value #PASSES} times, or as many as there are. */
    CorrectionSettings forSamples(int samples) {
        int enough = Math.max(FEWEST_STEPS, (int) ((long) PASSES * samples / batch));
        return new CorrectionSettings(
                hiddenWidths, nets, Math.min(steps, enough), batch, rate, weightDecay, spreadWidth, seed);
    }

    public CorrectionSettings {
        hiddenWidths = List.copyOf(hiddenWidths);
        if (nets < 2 || steps < 1 || batch < 1 || spreadWidth < 1) {
            throw new IllegalArgumentException("expected at least two networks, a step and a sample, found " + nets
                    + ", " + steps + " and " + batch + ", width " + spreadWidth);
        }
        if (!(rate > 0) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("rate " + rate + " or decay " + weightDecay + " is not usable");
        }
    }
}

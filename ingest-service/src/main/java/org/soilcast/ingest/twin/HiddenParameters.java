package org.soilcast.ingest.twin;

import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.twin.Lattice.Stencil;
import org.soilcast.land.physics.Parameter;
import org.soilcast.land.physics.TextureParameters;

/**
 * The parameters of the nature run, which nothing but the nature run may see. Each is the texture value moved in the
 * logit of its unit interval, and so stays within the bounds:
 *
 * <pre>
 *   logit u = logit u_texture + 0.4·a + 0.4·c·x + 0.25·r
 * </pre>
 *
 * <p>a and c are one number for the parameter in the whole domain, x an attribute of the cell (sand for every other
 * parameter, NDVI for the others) over its usual spread, r a field smooth over about 600 km. What a and c do can be
 * learned from attributes, what r does only from a cell's own retrievals.
 */
final class HiddenParameters {
    private static final double SPACING_M = 300_000;
    private static final double OFFSET_SD = 0.4;
    private static final double SLOPE_SD = 0.4;
    private static final double RESIDUAL_SD = 0.25;
    private static final long NO_PLACE = 0;

    private final KeyedRandom random;
    private final Lattice lattice;
    private final double[][] residuals;

    HiddenParameters(KeyedRandom random, TwinCells.Made cells) {
        this.random = random;
        this.lattice = cells.lattice(SPACING_M);
        this.residuals = new double[Parameter.values().length][];
        for (Parameter parameter : Parameter.values()) {
            int which = parameter.ordinal();
            residuals[which] = lattice.nodes(node -> random.normal(Purpose.HIDDEN_RESIDUAL, node, which));
        }
    }

    /** Parameters of a cell, [parameter]; {@code published} is the same cell as the domain shows it. */
    double[] of(TwinCell cell, Cell published) {
        double sandPercent = TwinCells.attribute(published, "sand_percent");
        double ndvi = TwinCells.attribute(published, "ndvi_mean");
        double[] values = TextureParameters.of(sandPercent, TwinCells.attribute(published, "clay_percent"), ndvi);
        double sandAnomaly = (sandPercent - 43) / 15;
        double greenAnomaly = (ndvi - 0.4) / 0.15;
        Stencil place = lattice.stencil(cell.xM(), cell.yM());
        for (Parameter parameter : Parameter.values()) {
            int which = parameter.ordinal();
            double unit = parameter.toUnit(values[which]);
            double logit = StrictMath.log(unit / (1 - unit))
                    + OFFSET_SD * random.normal(Purpose.HIDDEN_OFFSET, NO_PLACE, which)
                    + SLOPE_SD
                            * random.normal(Purpose.HIDDEN_SLOPE, NO_PLACE, which)
                            * (which % 2 == 0 ? sandAnomaly : greenAnomaly)
                    + RESIDUAL_SD * lattice.at(place, residuals[which]);
            values[which] = parameter.fromUnit(1 / (1 + StrictMath.exp(-logit)));
        }
        return values;
    }
}

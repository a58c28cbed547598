package org.soilcast.land.physics;

/**
 * The three soil layers 0–50, 50–300 and 300–1000 mm, and the two depths that the system reports.
 *
 * <p>Surface: θ = W1/50, what SMAP sees. Root zone: θ = (W1 + W2 + W3)/1000. Both in m3/m3 from water in mm.
 */
public final class SoilLayers {
    /** Thickness of the first layer, mm. */
    public static final double DEPTH_1_MM = 50;
    /** Thickness of the second layer, mm. */
    public static final double DEPTH_2_MM = 250;
    /** Thickness of the third layer, mm. */
    public static final double DEPTH_3_MM = 700;
    /** Thickness of the root zone, all three layers, mm. */
    public static final double ROOT_ZONE_MM = DEPTH_1_MM + DEPTH_2_MM + DEPTH_3_MM;

    private SoilLayers() {}

    /** Water content of the first layer, m3/m3. */
    public static double surfaceM3PerM3(double layer1WaterMm) {
        return layer1WaterMm / DEPTH_1_MM;
    }

    /** Water content of all three layers together, m3/m3. */
    public static double rootZoneM3PerM3(double layer1WaterMm, double layer2WaterMm, double layer3WaterMm) {
        return (layer1WaterMm + layer2WaterMm + layer3WaterMm) / ROOT_ZONE_MM;
    }

    /**
     * Surface water content of every cell of a block.
     *
     * @param states {@code [state][cell]}
     * @param surfaceM3PerM3 {@code [cell]}, written
     * @param cells cells in the block
     */
    public static void surface(float[] states, float[] surfaceM3PerM3, int cells) {
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * cells;
        for (int cell = 0; cell < cells; cell++) {
            surfaceM3PerM3[cell] = states[layer1 + cell] / (float) DEPTH_1_MM;
        }
    }

    /**
     * Root-zone water content of every cell of a block.
     *
     * @param states {@code [state][cell]}
     * @param rootZoneM3PerM3 {@code [cell]}, written
     * @param cells cells in the block
     */
    public static void rootZone(float[] states, float[] rootZoneM3PerM3, int cells) {
        int layer1 = State.LAYER_1_WATER_MM.ordinal() * cells;
        int layer2 = State.LAYER_2_WATER_MM.ordinal() * cells;
        int layer3 = State.LAYER_3_WATER_MM.ordinal() * cells;
        for (int cell = 0; cell < cells; cell++) {
            rootZoneM3PerM3[cell] =
                    (states[layer1 + cell] + states[layer2 + cell] + states[layer3 + cell]) / (float) ROOT_ZONE_MM;
        }
    }
}

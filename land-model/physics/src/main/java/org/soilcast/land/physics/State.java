package org.soilcast.land.physics;

/** What a cell carries from one day to the next, in the order of every state array. */
public enum State {
    /** W1: water in the layer 0–50 mm, mm. */
    LAYER_1_WATER_MM,
    /** W2: water in the layer 50–300 mm, mm. */
    LAYER_2_WATER_MM,
    /** W3: water in the layer 300–1000 mm, mm. */
    LAYER_3_WATER_MM,
    /** Frozen part of the snow pack, mm water equivalent. */
    SNOW_ICE_MM,
    /** Liquid water held in the snow pack, mm. */
    SNOW_LIQUID_MM,
    /** Continuous frozen-ground index of Molnau and Bissell (1983), °C day. */
    FROZEN_GROUND_INDEX_C_DAY,
    /** Groundwater above the level of zero base flow, mm, at most 200 (the base-flow scheme's capacity). */
    GROUNDWATER_MM
}

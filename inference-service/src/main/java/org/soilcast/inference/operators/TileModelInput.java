package org.soilcast.inference.operators;

/**
 * What one model version knows of one tile, before its parameters are computed. Not to be trusted before its digest has
 * been found in the manifest of its bundle.
 *
 * @param offset of the record that carried it
 * @param sha256 SHA-256 of the record's bytes, hexadecimal
 * @param tile tile number
 * @param version version of the bundle it belongs to
 * @param effectiveFromEpochDay first day simulated with it, days since 1970-01-01
 * @param dailyMean whether a retrieval is compared with the mean of the day's first and last state
 * @param inputNames names of the network's inputs
 * @param inputs values, [input][cell], NaN where not present
 * @param startState states at the beginning of the first day, [state][cell]
 * @param cellKeys what random numbers are keyed by, [cell]; none: by place
 * @param climatologyYears years that the climatology was made of
 * @param climatology coefficients of a {@link org.soilcast.dayline.drought.Climatology}; none where there is none
 */
public record TileModelInput(
        long offset,
        String sha256,
        int tile,
        int version,
        long effectiveFromEpochDay,
        boolean dailyMean,
        String[] inputNames,
        float[] inputs,
        float[] startState,
        long[] cellKeys,
        int climatologyYears,
        short[] climatology) {}

package org.soilcast.inference.tile;

import java.nio.ByteBuffer;
import org.soilcast.land.state.SixteenBits;

/**
 * States of a tile at the end of a day to which it can go back, in 16 bits. The running state of that day has been
 * rounded to the same values, so that going back gives the same bits as going on.
 *
 * @param version model version that made them
 * @param states {@link SixteenBits} of [member][state][cell], big-endian
 */
record Anchor(int version, byte[] states) {
    /** An anchor of states that have been rounded. */
    static Anchor of(int version, float[] states) {
        ByteBuffer bytes = ByteBuffer.allocate(states.length * Short.BYTES);
        for (float state : states) {
            bytes.putShort(SixteenBits.ofAmount(state));
        }
        return new Anchor(version, bytes.array());
    }

    /** The states it was made of, in a new array. */
    float[] floats() {
        ByteBuffer bytes = ByteBuffer.wrap(states);
        var floats = new float[states.length / Short.BYTES];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = SixteenBits.amount(bytes.getShort());
        }
        return floats;
    }
}

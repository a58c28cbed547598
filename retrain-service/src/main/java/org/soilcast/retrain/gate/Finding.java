package org.soilcast.retrain.gate;

/**
 * What one criterion says.
 *
 * @param criterion its name
 * @param passed whether it speaks for the challenger
 * @param binding whether a challenger that does not pass is refused for it; else it is only reported
 * @param detail its figures in words
 */
public record Finding(String criterion, boolean passed, boolean binding, String detail) {
    /** An answer that decides. */
    static Finding binding(String criterion, boolean passed, String detail) {
        return new Finding(criterion, passed, true, detail);
    }

    /** Whether the challenger is refused for it. */
    public boolean refuses() {
        return binding && !passed;
    }
}

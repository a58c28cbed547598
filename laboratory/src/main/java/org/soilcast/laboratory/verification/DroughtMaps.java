package org.soilcast.laboratory.verification;

import java.time.LocalDate;
import java.util.List;

/**
 * Weekly drought maps at the cells.
 *
 * @param dates up to which, itself included, all is known that a map may be compared with; rising
 * @param meanClass mean class of the area around a cell, 0 for none to 5 for D4, {@code [map][cell]}; NaN where there is none
 * @param d1Share share of that area in D1 or a drier class, 0 … 1, {@code [map][cell]}; NaN where there is none
 */
public record DroughtMaps(List<LocalDate> dates, float[] meanClass, float[] d1Share) {
    public DroughtMaps {
        dates = List.copyOf(dates);
        if (meanClass.length != d1Share.length || dates.isEmpty() || meanClass.length % dates.size() != 0) {
            throw new IllegalArgumentException(dates.size() + " maps, " + meanClass.length + " mean classes, "
                    + d1Share.length + " shares do not fit");
        }
    }
}

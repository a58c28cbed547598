package org.soilcast.ingest.parse;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.Normals;
import org.soilcast.ingest.rejects.Rejection;

/** What can be published: the cells of a domain and their days in order, read from files or made up on the way. */
public interface DomainDays {
    /** The cells in tiles. */
    Domain domain();

    /** Where the values come from; the same checksum promises the same values. */
    Origin source();

    /** First date there is. */
    LocalDate firstDate();

    /** Last date there is. */
    LocalDate lastDate();

    /** What fills long gaps of the weather; none unless a source says otherwise. */
    default Normals normals() {
        return Normals.none(domain().cells().size());
    }

    /** Input that was not taken, in the order of the files. */
    List<Rejection> rejected();

    /** What a person should know of it as a whole, such as missing years: short lines for a terminal. */
    default List<String> notices() {
        return List.of();
    }

    /**
     * The days in date order, each with the same values whichever date the iteration begins with. One day at a time is
     * held in memory by the iterator; a day stays valid when the iterator goes on.
     *
     * @param first first date wanted
     * @param last last date wanted
     * @throws IllegalArgumentException when the dates are not {@link #firstDate} ≤ first ≤ last ≤ {@link #lastDate}
     */
    Iterator<DomainDay> days(LocalDate first, LocalDate last);
}

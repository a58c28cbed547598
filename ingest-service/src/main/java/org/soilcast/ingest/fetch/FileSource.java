package org.soilcast.ingest.fetch;

import java.util.List;
import org.soilcast.ingest.source.DateRange;

/** Where an agency says which files it has. */
interface FileSource {
    /** What its files bring: a product of retrievals or an agency of weather, as descriptions of domains name them. */
    String brings();

    /**
     * The files of some dates, in the order of their dates.
     *
     * @throws FetchProblem when it does not say
     */
    List<RemoteFile> files(DateRange dates, AgencyClient client) throws FetchProblem, InterruptedException;
}

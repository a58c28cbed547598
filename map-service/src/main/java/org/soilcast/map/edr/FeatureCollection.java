package org.soilcast.map.edr;

import java.io.IOException;
import org.soilcast.map.query.Results;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;

/** A collection that has nothing but items, GeoJSON (RFC 7946) features with or without a place. */
interface FeatureCollection {
    /** What the query asks for, in pages. */
    Answer items(Results results, Query query) throws IOException;

    /**
     * One feature.
     *
     * @throws org.soilcast.map.web.RequestRefused when there is none of this name
     */
    Answer item(Results results, String name, Query query) throws IOException;
}

package org.soilcast.ops.results;

import java.time.LocalDate;
import java.util.Optional;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.map.TileResults;
import org.soilcast.schemas.avro.Forcing;
import org.soilcast.schemas.avro.Retrievals;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileDay;
import org.soilcast.schemas.avro.TileModel;

/**
 * All that topics and results hold of one cell and date.
 *
 * @param tile its tile
 * @param index its place in the tile's arrays
 * @param date the date
 * @param forcing weather as read, of the highest version; empty when none came
 * @param retrievals retrievals as read, of the highest version; empty when none came
 * @param tileDay what the land model was given
 * @param result what came of it
 * @param tileModel what the result's model version knows of the tile; empty when it is on the topic no more
 * @param manifest what that version's bundle says of itself; empty when it is on the topic no more
 */
public record CellDay(
        Tile tile,
        int index,
        LocalDate date,
        Optional<Forcing> forcing,
        Optional<Retrievals> retrievals,
        TileDay tileDay,
        TileResults result,
        Optional<TileModel> tileModel,
        Optional<BundleManifest> manifest) {}

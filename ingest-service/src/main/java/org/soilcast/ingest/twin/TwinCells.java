package org.soilcast.ingest.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.soilcast.ingest.domain.Cell;
import org.soilcast.ingest.domain.Domain;
import org.soilcast.ingest.domain.DomainDescription;
import org.soilcast.ingest.domain.MortonOrder;
import org.soilcast.ingest.twin.TwinRegion.Place;
import org.soilcast.schemas.Floats;
import org.soilcast.schemas.avro.ObservationTime;

/**
 * The twin's cells: places of {@link TwinRegion} with made-up climates and attributes, smooth in space over 300 to 900
 * km. The attributes have the names of smap_conus, so that the same parameter network takes both.
 */
final class TwinCells {
    /** Name of the domain. */
    static final String NAME = "twin";

    private static final List<String> ATTRIBUTES = List.of(
            "sand_percent",
            "silt_percent",
            "clay_percent",
            "bulk_density_g_per_cm3",
            "available_water_capacity_source_units",
            "ndvi_mean",
            "smap_albedo",
            "smap_extraord_flag",
            "landcover_igbp_class",
            "smap_roughness_coefficient",
            "smap_dense_vegetation_fraction",
            "smap_water_body_fraction");
    private static final DomainDescription DESCRIPTION = new DomainDescription(
            NAME,
            "local solar day from 06 of the day before to 06 of the date; the retrieval of a date is made at its end;"
                    + " weather and retrievals are made up",
            ObservationTime.END_OF_DAY,
            true,
            ATTRIBUTES);
    private static final double SOIL_SPACING_M = 150_000;
    private static final double CLIMATE_SPACING_M = 450_000;
    /** No draw of these fields belongs to a day. */
    private static final long NO_DAY = 0;

    private final KeyedRandom random;
    private final Lattice soil;
    private final Lattice climate;
    private final Map<Purpose, double[]> nodes = new HashMap<>();

    private TwinCells(KeyedRandom random, Lattice soil, Lattice climate) {
        this.random = random;
        this.soil = soil;
        this.climate = climate;
    }

    /**
     * The domain and what lies behind it.
     *
     * @param domain cells in tiles
     * @param cells the same cells, in the order of the domain
     */
    record Made(Domain domain, List<TwinCell> cells) {
        Made {
            cells = List.copyOf(cells);
        }

        /** A lattice under all cells. */
        Lattice lattice(double spacingM) {
            return Lattice.over(
                    spacingM,
                    cells.stream().mapToDouble(TwinCell::xM).min().orElseThrow(),
                    cells.stream().mapToDouble(TwinCell::xM).max().orElseThrow(),
                    cells.stream().mapToDouble(TwinCell::yM).min().orElseThrow(),
                    cells.stream().mapToDouble(TwinCell::yM).max().orElseThrow());
        }
    }

    /**
     * Makes a domain.
     *
     * @param count number of cells, 1..1,000,000
     */
    static Made make(int count, KeyedRandom random) {
        List<Place> places = TwinRegion.places(count);
        Place first = places.get(0);
        Place last = places.get(count - 1);
        double west = first.grid().xM(first.column());
        double east = places.stream()
                .mapToDouble(place -> place.grid().xM(place.column()))
                .max()
                .orElseThrow();
        double north = first.grid().yM(first.row());
        double south = last.grid().yM(last.row());
        var maker = new TwinCells(
                random,
                Lattice.over(SOIL_SPACING_M, west, east, south, north),
                Lattice.over(CLIMATE_SPACING_M, west, east, south, north));
        Map<String, TwinCell> made = new HashMap<>();
        var cells = new ArrayList<Cell>(count);
        for (Place place : places) {
            TwinCell cell = maker.cell(place);
            made.put(Long.toString(cell.number()), cell);
            cells.add(maker.published(place, cell));
        }
        var domain = new Domain(DESCRIPTION, cells);
        return new Made(
                domain,
                domain.cells().stream().map(cell -> made.get(cell.key())).toList());
    }

    /** An attribute of a cell of this domain by its name. */
    static float attribute(Cell cell, String name) {
        return cell.attributes().get(ATTRIBUTES.indexOf(name));
    }

    private TwinCell cell(Place place) {
        double xM = place.grid().xM(place.column());
        double yM = place.grid().yM(place.row());
        var cellClimate = CellClimate.of(
                place.grid().latitudeDegrees(place.row()),
                Math.min(250 * StrictMath.exp(0.9 * field(soil, Purpose.ELEVATION, xM, yM)), 3500),
                logistic(1.3 * field(climate, Purpose.MOISTNESS, xM, yM)),
                clip(field(climate, Purpose.WET_SEASON, xM, yM), 3),
                clip(field(climate, Purpose.CONTINENTALITY, xM, yM), 3),
                clip(field(climate, Purpose.WINDINESS, xM, yM), 3));
        return new TwinCell(place.number(), xM, yM, cellClimate);
    }

    private Cell published(Place place, TwinCell cell) {
        double xM = cell.xM();
        double yM = cell.yM();
        double sandOdds = StrictMath.exp(0.3 + 0.7 * field(soil, Purpose.SAND, xM, yM));
        double clayOdds = StrictMath.exp(-0.5 + 0.6 * field(soil, Purpose.CLAY, xM, yM));
        double sand = 100 * sandOdds / (1 + sandOdds + clayOdds);
        double clay = 100 * clayOdds / (1 + sandOdds + clayOdds);
        double dry = StrictMath.exp(-cell.climate().annualPrecipitationMm() / 600);
        double ndvi =
                Math.max(0.05, Math.min(0.05 + 0.6 * (1 - dry) + 0.05 * field(soil, Purpose.VEGETATION, xM, yM), 0.75));
        double water = 0.005 * StrictMath.exp(0.8 * field(soil, Purpose.WATER_BODIES, xM, yM));
        float[] attributes = {
            (float) sand,
            (float) (100 - sand - clay),
            (float) clay,
            (float) (1.2 + 0.004 * sand + 0.06 * clip(field(soil, Purpose.BULK_DENSITY, xM, yM), 3)),
            (float) (8 + 0.1 * (100 - sand)),
            (float) ndvi,
            (float) (0.03 + 0.05 * ndvi),
            0,
            landCover(ndvi),
            (float) (0.1 + 0.015 * clip(field(soil, Purpose.ROUGHNESS, xM, yM), 3)),
            (float) logistic(20 * (ndvi - 0.5)),
            (float) Math.min(water, 0.05)
        };
        return new Cell(
                Long.toString(cell.number()),
                MortonOrder.ofGrid(place.row(), place.column()),
                (float) cell.climate().latitudeDegrees(),
                (float) place.grid().longitudeDegrees(place.column()),
                (float) cell.climate().elevationM(),
                Floats.view(attributes));
    }

    /** Class of the International Geosphere–Biosphere Programme that goes with the greenness. */
    private static int landCover(double ndvi) {
        if (ndvi < 0.2) {
            return 7; // open shrubland
        }
        if (ndvi < 0.35) {
            return 10; // grassland
        }
        return ndvi < 0.5 ? 12 : 4; // cropland, deciduous broadleaf forest
    }

    private double field(Lattice lattice, Purpose purpose, double xM, double yM) {
        double[] values =
                nodes.computeIfAbsent(purpose, which -> lattice.nodes(node -> random.normal(which, node, NO_DAY)));
        return lattice.at(lattice.stencil(xM, yM), values);
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double clip(double x, double limit) {
        return Math.max(-limit, Math.min(x, limit));
    }
}

package org.soilcast.retrain;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.dayline.drought.Climatology;
import org.soilcast.dayline.filter.FilterNumbers;
import org.soilcast.land.bundle.BundleManifest;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.ParameterBundle;
import org.soilcast.land.kernel.ObservationOperator;
import org.soilcast.land.network.InputScaling;
import org.soilcast.land.network.NetworkInputs;
import org.soilcast.learning.history.CellForcing;
import org.soilcast.learning.history.CellHistory;
import org.soilcast.learning.history.CellInputs;
import org.soilcast.learning.history.DaySpan;
import org.soilcast.learning.run.OpenLoopClimatology;
import org.soilcast.learning.run.SpinUp;
import org.soilcast.retrain.archive.ArchivedHistory;
import org.soilcast.retrain.archive.TileDayArchive;
import org.soilcast.schemas.avro.Tile;
import org.soilcast.schemas.avro.TileModel;

/**
 * The model of a domain: climate normals and retrieval statistics of some of its days, a network, states in equilibrium with
 * these days ({@link SpinUp}), and the climatology of the open loop. The first one takes effect on the first of these days. One
 * that follows takes effect behind them; running tiles go on from the states they have. The network is one learned elsewhere, with the scaling it learned with, or an untrained one, which gives the
 * texture parameters. A function of tiles and their days only: two threads compute tiles, and nothing depends on which. The
 * days of a tile are read for its inputs, and again when it is computed, so that those of two tiles are held at a time.
 */
final class ColdStart {
    /** Version of the first bundle. */
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ColdStart.class);
    private static final int THREADS = 2;

    /**
     * What is published.
     *
     * @param tileModels one a tile, in the order of tiles
     * @param bundle names the digests of all of them; not yet signed
     * @param spinUpCycles most cycles that a tile took
     * @param unsettledCells cells of the domain that have not settled
     */
    record DomainModel(List<TileModel> tileModels, ParameterBundle bundle, int spinUpCycles, int unsettledCells) {
        DomainModel {
            tileModels = List.copyOf(tileModels);
        }
    }

    private record SpunUp(TileModel model, SpinUp.Progress progress) {}

    private ColdStart() {}

    /**
     * Computes the first model.
     *
     * @param tiles all tiles of the domain, by number
     * @param archive holds the span for all of them
     * @param span the days that are cycled
     * @param created written into the manifest; the only part that is not a function of the input
     * @param learned network and scaling to use; empty for an untrained network
     * @throws InterruptedException when the thread is interrupted
     */
    static DomainModel compute(
            SortedMap<Integer, Tile> tiles,
            TileDayArchive archive,
            DaySpan span,
            Instant created,
            Optional<ParameterBundle> learned)
            throws InterruptedException {
        var first = new ModelVersion(VERSION, OptionalInt.empty(), span.first());
        return compute(tiles, archive, span, created, learned, first);
    }

    /**
     * Computes the model that follows another, from days that no late input can change any more.
     *
     * @param learned network and scaling to use
     * @param parent version of the other
     * @param effectiveFrom first date that it is asked for
     * @throws InterruptedException when the thread is interrupted
     */
    static DomainModel successor(
            SortedMap<Integer, Tile> tiles,
            TileDayArchive archive,
            DaySpan span,
            Instant created,
            ParameterBundle learned,
            int parent,
            LocalDate effectiveFrom)
            throws InterruptedException {
        var next = new ModelVersion(parent + 1, OptionalInt.of(parent), effectiveFrom);
        return compute(tiles, archive, span, created, Optional.of(learned), next);
    }

    private static DomainModel compute(
            SortedMap<Integer, Tile> tiles,
            TileDayArchive archive,
            DaySpan span,
            Instant created,
            Optional<ParameterBundle> learned,
            ModelVersion version)
            throws InterruptedException {
        Function<Tile, CellHistory> days = tile ->
                ArchivedHistory.of(archive, new TreeMap<>(Map.of(tile.getTile(), tile)), span.first(), span.last());
        SortedMap<Integer, NetworkInputs> inputs = new TreeMap<>();
        MessageDigest digest = sha256();
        tiles.forEach((number, tile) -> {
            CellHistory history = days.apply(tile);
            history.addTo(digest);
            inputs.put(number, CellInputs.of(history));
        });
        Map<String, String> dataDigests = new TreeMap<>(
                learned.map(bundle -> bundle.manifest().dataDigests()).orElse(new TreeMap<>()));
        dataDigests.put("tile-days of the spin-up", HexFormat.of().formatHex(digest.digest()));
        ParameterBundle network = learned.orElseGet(() -> untrained(inputs.values(), created, span));

        List<SpunUp> spunUp = spinUp(tiles, days, inputs, network, version);
        List<TileModel> models = spunUp.stream().map(SpunUp::model).toList();
        BundleManifest manifest = new BundleManifest(
                version.number(),
                version.parent(),
                created,
                version.effectiveFrom(),
                network.manifest().training(),
                new TreeMap<>(dataDigests),
                network.manifest().skill(),
                ModelTopics.digests(models));
        return new DomainModel(
                models,
                new ParameterBundle(manifest, network.scaling(), network.weights()).withSections(network.sections()),
                spunUp.stream().mapToInt(one -> one.progress().cycles()).max().orElse(0),
                spunUp.stream().mapToInt(one -> one.progress().unsettledCells()).sum());
    }

    private static ParameterBundle untrained(Collection<NetworkInputs> inputs, Instant created, DaySpan span) {
        InputScaling scaling = InputScaling.of(allNames(inputs), List.copyOf(inputs));
        var planned = new DayNumbers(Optional.of(FilterNumbers.PLANNED), Optional.empty());
        return ParameterBundle.untrained(scaling, BundleManifest.first(created, span.first(), Map.of(), Map.of()))
                .withSections(planned.into(BundleSections.none()));
    }

    private static List<SpunUp> spinUp(
            SortedMap<Integer, Tile> tiles,
            Function<Tile, CellHistory> days,
            SortedMap<Integer, NetworkInputs> inputs,
            ParameterBundle bundle,
            ModelVersion version)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (var network = bundle.network()) {
            List<Future<SpunUp>> pending = new ArrayList<>();
            for (Tile tile : tiles.values()) {
                NetworkInputs known = requireNonNull(inputs.get(tile.getTile()));
                float[] parameters = network.parameters(known);
                pending.add(threads.submit(() -> {
                    CellForcing weather = days.apply(tile).forcing();
                    var spinUp = new SpinUp(weather, parameters);
                    SpinUp.Progress progress = spinUp.run();
                    Optional<Climatology> climatology = OpenLoopClimatology.of(
                            weather,
                            parameters,
                            spinUp.states(),
                            ObservationOperator.valueOf(
                                    tile.getObservationTime().name()));
                    return new SpunUp(version.tileModel(tile, known, spinUp, climatology, weather.span()), progress);
                }));
            }
            List<SpunUp> spunUp = new ArrayList<>();
            for (Future<SpunUp> one : pending) {
                spunUp.add(one.get());
                report(spunUp.get(spunUp.size() - 1));
            }
            return spunUp;
        } catch (ExecutionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException("spin-up failed: " + cause.getMessage(), cause);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(SpunUp tile) {
        if (tile.progress().unsettledCells() > 0) {
            LOG.warn(
                    "tile {}: {} cells have not settled after {} cycles",
                    tile.model().getTile(),
                    tile.progress().unsettledCells(),
                    tile.progress().cycles());
        }
    }

    private static List<String> allNames(Collection<NetworkInputs> inputs) {
        Set<String> names = new LinkedHashSet<>(); // tiles of a domain have the same ones, or nearly
        inputs.forEach(tile -> names.addAll(tile.names()));
        return List.copyOf(names);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

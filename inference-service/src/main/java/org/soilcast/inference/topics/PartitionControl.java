package org.soilcast.inference.topics;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.soilcast.inference.operators.ControlKind;
import org.soilcast.inference.tile.TileDayInput;

/**
 * What the records of one partition have said so far: which version is used from which date on. A value; what a further
 * record says makes another.
 *
 * @param partition number of the partition
 * @param offset of the last record that changed it
 * @param newestEpochDay newest date of a tile-day, days since 1970-01-01
 * @param tiles numbers of the tiles seen, rising
 * @param epochs highest epoch by kind of control record, −1 for none
 * @param newestDates newest date by kind of control record
 * @param versions activated versions, rising
 * @param effectiveFrom first date of each, rising
 */
public record PartitionControl(
        int partition,
        long offset,
        long newestEpochDay,
        int[] tiles,
        long[] epochs,
        long[] newestDates,
        int[] versions,
        long[] effectiveFrom) {
    /** Activations that are told apart; of more, which are decades of them, the oldest are taken as one. */
    static final int MOST_ACTIVATIONS = 1000;

    static PartitionControl none(int partition) {
        var never = new long[ControlKind.values().length];
        Arrays.fill(never, Long.MIN_VALUE);
        var noEpochs = new long[never.length];
        Arrays.fill(noEpochs, -1);
        return new PartitionControl(
                partition, -1, Long.MIN_VALUE, new int[0], noEpochs, never, new int[0], new long[0]);
    }

    /** The same, when a tile-day has been seen. */
    PartitionControl afterDay(long atOffset, int tile, long epochDay) {
        boolean known = Arrays.binarySearch(tiles, tile) >= 0;
        return epochDay <= newestEpochDay && known
                ? this
                : new PartitionControl(
                        partition,
                        atOffset,
                        Math.max(epochDay, newestEpochDay),
                        known
                                ? tiles
                                : IntStream.concat(Arrays.stream(tiles), IntStream.of(tile))
                                        .sorted()
                                        .toArray(),
                        epochs,
                        newestDates,
                        versions,
                        effectiveFrom);
    }

    /** The day with the version that it requires. */
    TileDayInput stamped(TileDayInput day) {
        for (int i = versions.length - 1; i >= 0; i--) {
            if (effectiveFrom[i] <= day.epochDay()) {
                return day.requiring(versions[i], effectiveFrom[i]);
            }
        }
        return day;
    }

    /** Whether a control record repeats what has been said, and changes nothing. */
    boolean repeats(ControlKind kind, int version, long epochDay) {
        if (kind != ControlKind.MODEL_ACTIVATED) {
            return epochDay <= newestDates[kind.ordinal()];
        }
        int known = Arrays.binarySearch(versions, version);
        return known >= 0 && effectiveFrom[known] == epochDay;
    }

    /** Why a control record that repeats nothing cannot be taken, if so. */
    Optional<InputFault> faultOf(ControlKind kind, int version, long epochDay, long epoch) {
        if (epoch < 0 || epoch < epochs[kind.ordinal()]) {
            return Optional.of(new InputFault(
                    "control-epoch",
                    "expected an epoch of at least " + Math.max(0, epochs[kind.ordinal()]) + ", found " + epoch));
        }
        if (kind != ControlKind.MODEL_ACTIVATED) {
            return Optional.empty();
        }
        int newest = versions.length == 0 ? 0 : versions[versions.length - 1];
        if (version < 1 || version <= newest) {
            return Optional.of(
                    new InputFault("control-version", "expected a version above " + newest + ", found " + version));
        }
        long notBefore = versions.length == 0
                ? newestEpochDay
                : Math.max(newestEpochDay, effectiveFrom[effectiveFrom.length - 1]);
        return epochDay > notBefore
                ? Optional.empty()
                : Optional.of(new InputFault(
                        "control-not-later",
                        "version " + version + " cannot take effect on day " + epochDay + ": the stream is at day "
                                + notBefore));
    }

    /** The same, when a control record without fault has been taken. */
    PartitionControl after(long atOffset, ControlKind kind, int version, long epochDay, long epoch) {
        long[] newEpochs = epochs.clone();
        newEpochs[kind.ordinal()] = epoch;
        long[] newDates = newestDates.clone();
        newDates[kind.ordinal()] = epochDay;
        int[] newVersions = versions;
        long[] newFrom = effectiveFrom;
        if (kind == ControlKind.MODEL_ACTIVATED) {
            int dropped = versions.length == MOST_ACTIVATIONS ? 1 : 0;
            newVersions = Arrays.copyOfRange(versions, dropped, versions.length + 1);
            newFrom = Arrays.copyOfRange(effectiveFrom, dropped, versions.length + 1);
            newVersions[newVersions.length - 1] = version;
            newFrom[newFrom.length - 1] = epochDay;
            if (dropped > 0) {
                newFrom[0] = TileDayInput.FROM_THE_FIRST_DAY;
            }
        }
        return new PartitionControl(
                partition, atOffset, newestEpochDay, tiles, newEpochs, newDates, newVersions, newFrom);
    }

    /** The one that has seen more. */
    static PartitionControl further(PartitionControl one, PartitionControl other) {
        return one.offset >= other.offset ? one : other;
    }
}

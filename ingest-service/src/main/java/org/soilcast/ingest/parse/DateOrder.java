package org.soilcast.ingest.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.soilcast.ingest.rejects.Parsed;
import org.soilcast.ingest.rejects.RejectReason;

/**
 * Which dates of one cell contradict their neighbours in the file. The longest series of lines with rising dates is the
 * file's order. A line that does not belong to it is a stray when it stands where its own day, or that of a line beside it, is
 * missing: a slip of the pen. Lines that only changed places, and parts of a file in another sequence, leave no day missing
 * where they stand, and are taken. A gap, however long, contradicts nothing. When no more than half of the lines rise, the
 * file has no order that a date could contradict.
 */
final class DateOrder {
    /** A single line before all or behind all is no slip when it goes on from the others with at most so many days missing. */
    static final int SHORT_GAP_DAYS = 3;

    private static final Parsed<Long> DUPLICATE = new Parsed.Rejected<>(
            RejectReason.DUPLICATE, "another line has the same date and stands in order, or earlier; that one is kept");
    private static final Parsed<Long> STRAY = new Parsed.Rejected<>(
            RejectReason.DATE_OUT_OF_RANGE, "the date contradicts those of the lines before and behind it");

    private final long[] epochDays;
    private final boolean[] rises;
    private final List<Parsed<Long>> verdicts = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();

    private DateOrder(long[] epochDays) {
        this.epochDays = epochDays;
        this.rises = rising(epochDays);
        for (long day : epochDays) {
            verdicts.add(new Parsed.Accepted<>(day));
        }
    }

    /** The verdict on each line of a cell, in the order of the file: its date, or why it is refused. */
    static List<Parsed<Long>> of(long[] epochDays) {
        var order = new DateOrder(epochDays);
        order.judge();
        return order.verdicts;
    }

    private void judge() {
        int rising = 0;
        for (int i = 0; i < rises.length; i++) {
            rising += rises[i] ? 1 : 0;
        }
        if (rising * 2 > rises.length) {
            for (int i = 0; i < rises.length; i++) {
                if (rises[i]) {
                    taken.add(epochDays[i]);
                }
            }
            judgeOthers();
        } else {
            for (int i = 0; i < rises.length; i++) {
                if (!taken.add(epochDays[i])) {
                    verdicts.set(i, DUPLICATE);
                }
            }
        }
    }

    /** Goes through the lines that are not in order, one block of neighbours after the other. */
    private void judgeOthers() {
        Set<Long> inOrder = Set.copyOf(taken);
        int end;
        for (int start = 0; start < rises.length; start = end + 1) {
            end = start;
            while (end < rises.length && !rises[end]) {
                end++;
            }
            boolean stray = end > start && areStray(start, end, inOrder);
            for (int i = start; i < end; i++) {
                if (inOrder.contains(epochDays[i]) || !stray && !taken.add(epochDays[i])) {
                    verdicts.set(i, DUPLICATE);
                } else if (stray) {
                    verdicts.set(i, STRAY);
                }
            }
        }
    }

    private boolean areStray(int start, int end, Set<Long> inOrder) {
        if (start > 0 && end < rises.length) {
            long missingDays = epochDays[end] - epochDays[start - 1] - 1;
            return missingDays >= end - start;
        }
        if (end - start > 1) {
            return false;
        }
        for (int days = -SHORT_GAP_DAYS - 1; days <= SHORT_GAP_DAYS + 1; days++) {
            if (inOrder.contains(epochDays[start] + days)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The longest strictly rising series (Fredman 1975, Discrete Mathematics 11, 29–35): the last element of the best series
     * of each length is kept, and for each element the one before it. Of equal dates the earlier line counts.
     */
    private static boolean[] rising(long[] values) {
        var lastOfLength = new int[values.length];
        var before = new int[values.length];
        int longest = 0;
        for (int i = 0; i < values.length; i++) {
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[lastOfLength[middle]] < values[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : lastOfLength[low - 1];
            if (low == longest || values[lastOfLength[low]] != values[i]) {
                lastOfLength[low] = i;
                longest = Math.max(longest, low + 1);
            }
        }
        var rises = new boolean[values.length];
        for (int i = longest == 0 ? -1 : lastOfLength[longest - 1]; i >= 0; i = before[i]) {
            rises[i] = true;
        }
        return rises;
    }
}

package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.described.DescribedDomain;
import org.soilcast.ingest.fetch.FetchProblem.Reach;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.DateRange;

/**
 * Fetches what a domain is made from into a folder, one file at a time. What fails is tried again after a while; what fails
 * for good is told of and left to the next round. The first round looks at all dates, later ones at the newest.
 */
public final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    /** Two that fetch into the same folder would write into each other's files. */
    private static final String LOCK = ".fetch.lock";

    private final List<FileSource> sources;
    private final Path folder;
    private final AgencyClient client;
    private final FileDownload download;
    private final FetchLimits limits;
    private final Consumer<String> news;
    private final Random chance = new Random();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<FileSource, LocalDate> newest = new HashMap<>();

    /** Something that may fail and then go better. */
    private interface Request<T> {
        T send() throws FetchProblem, InterruptedException;
    }

    /**
     * A fetcher.
     *
     * @param folder where files go; it is made when it is not there
     * @param news takes a line for each file that has come
     * @throws InputException when the folder cannot be used, or nothing that the domain needs is to be had
     */
    public Fetcher(DescribedDomain described, FetchSettings settings, Path folder, Consumer<String> news) {
        this.news = news;
        this.folder = folder;
        this.limits = settings.limits();
        this.sources = settings.sources(needs(described));
        if (sources.isEmpty()) {
            throw new InputException("none of the sources brings what " + described.name() + " is made from: "
                    + String.join(", ", new TreeSet<>(needs(described))));
        }
        this.client = new AgencyClient(settings.token(), settings.loginHosts(), limits);
        try {
            Files.createDirectories(folder);
            this.download = new FileDownload(folder, client);
        } catch (IOException e) {
            throw new InputException("folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static Set<String> needs(DescribedDomain described) {
        Set<String> needs = new HashSet<>(Set.of(described.retrievals().product()));
        described.forcing().values().forEach(needs::addAll);
        return needs;
    }

    /**
     * Looks once at all sources for files of some dates, and gets what is new.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public FetchReport round(DateRange dates) throws InterruptedException {
        var report = new FetchReport();
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                report.fail(inUse());
            } else {
                round(dates, report);
            }
        } catch (OverlappingFileLockException e) {
            report.fail(inUse());
        } catch (IOException e) {
            report.fail("folder " + folder + " cannot be used: " + e.getMessage());
        }
        report.problems().forEach(problem -> LOG.warn("not fetched: {}", problem));
        if (!report.taken().isEmpty()) {
            LOG.info(
                    "{}, the last of them {}",
                    report,
                    report.taken().get(report.taken().size() - 1));
        }
        return report;
    }

    private String inUse() {
        return "another process fetches into " + folder;
    }

    private void round(DateRange dates, FetchReport report) throws InterruptedException {
        for (FileSource source : sources) {
            LocalDate since = Optional.ofNullable(newest.get(source))
                    .map(date -> date.minusDays(limits.lookBackDays()))
                    .orElse(dates.first());
            Optional<DateRange> looked = dates.within(since, dates.last());
            try {
                if (looked.isPresent() && !isStopped()) {
                    round(source, looked.get(), report);
                }
            } catch (FetchProblem e) {
                report.fail(source.brings() + ": " + e.text());
                if (e.reach() == Reach.ROUND) {
                    break;
                }
            } finally {
                download.writeNotes();
            }
        }
    }

    private void round(FileSource source, DateRange dates, FetchReport report)
            throws FetchProblem, InterruptedException {
        download.count();
        List<RemoteFile> files = patiently(() -> source.files(dates, client));
        boolean hasAll = true;
        int number = 0;
        for (RemoteFile file : files) {
            number++;
            if (isStopped()) {
                return;
            }
            try {
                if (patiently(() -> download.get(file))) {
                    report.take(file.name());
                    news.accept(file.name() + ", " + number + " of " + files.size() + " of " + source.brings());
                } else {
                    report.keep();
                }
            } catch (FetchProblem e) {
                if (e.reach() == Reach.SOURCE || e.reach() == Reach.ROUND) {
                    throw e;
                }
                hasAll = false;
                report.fail(file.name() + ": " + e.text());
            }
        }
        if (hasAll) {
            // A file of a year or month ends in days to come; until then it grows.
            files.stream()
                    .map(RemoteFile::last)
                    .max(LocalDate::compareTo)
                    .map(last -> last.isAfter(dates.last()) ? dates.last() : last)
                    .ifPresent(last -> newest.put(source, last));
        }
    }

    /** Tries until it goes well, is of no use, or was tried often enough. */
    private <T> T patiently(Request<T> request) throws FetchProblem, InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return request.send();
            } catch (FetchProblem e) {
                if (e.reach() != Reach.TRY || failures == limits.tries()) {
                    throw e;
                }
                Duration wait = limits.backoff().wait(failures, e.notBefore(), chance);
                LOG.info("{}; try {} of {} in {} ms", e.text(), failures + 1, limits.tries(), wait.toMillis());
                if (stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw e.reaching(Reach.ROUND);
                }
            }
        }
    }

    /** Asks {@link #round} to end soon. */
    void stop() {
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}

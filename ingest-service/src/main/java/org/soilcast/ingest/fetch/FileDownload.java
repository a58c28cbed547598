package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.ingest.fetch.FetchProblem.Reach;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.source.FileFormat;

/**
 * Gets one file into the folder, if it is not there as the agency has it now: in parts if need be, no longer than stated, with
 * the checksum stated, and of a format that is known, since a page that says sorry comes with status 200 too.
 */
final class FileDownload {
    /** What has to stay free on the disk. */
    private static final long LEAST_FREE_BYTES = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    private final Path folder;
    private final AgencyClient client;
    private final FetchedFiles fetched;
    private long bytesThere;

    /** Downloads into a folder, of which it keeps the notes. */
    FileDownload(Path folder, AgencyClient client) throws IOException {
        this.folder = folder;
        this.client = client;
        this.fetched = new FetchedFiles(folder);
    }

    /** Counts what is in the folder, before files are fetched. */
    void count() throws FetchProblem {
        try (Stream<Path> files = Files.list(folder)) {
            bytesThere = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytesThere += Files.size(file);
            }
        } catch (IOException e) {
            throw new FetchProblem(Reach.ROUND, "folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Tries once.
     *
     * @return whether there is something new
     * @throws FetchProblem when it was not to be had; what there is of it stays for the next try
     */
    boolean get(RemoteFile file) throws FetchProblem, InterruptedException {
        try {
            Optional<FetchedFiles.Entry> before = fetched.of(file);
            if (!file.edition().isEmpty() && (isEdition(before, file) || isSame(file))) {
                return false;
            }
            return getOther(file, before);
        } catch (IOException e) {
            throw new FetchProblem(Reach.ROUND, "folder " + folder + " cannot be written to: " + e.getMessage());
        }
    }

    /** Writes the notes of what was fetched; a lost note costs a comparison or another download. */
    void writeNotes() {
        try {
            fetched.write();
        } catch (IOException e) {
            LOG.warn("what was fetched into {} could not be noted: {}", folder, e.getMessage());
        }
    }

    private static boolean isEdition(Optional<FetchedFiles.Entry> before, RemoteFile file) {
        return before.filter(entry -> entry.edition().equals(file.edition())).isPresent();
    }

    /** Whether a file that no note tells of is what the agency has. */
    private boolean isSame(RemoteFile file) throws IOException {
        Path path = folder.resolve(file.name());
        boolean same = file.checksum().isPresent()
                && Files.isRegularFile(path)
                && file.checksum().get().isOf(path);
        if (same) {
            fetched.add(file, "");
        }
        return same;
    }

    private boolean getOther(RemoteFile file, Optional<FetchedFiles.Entry> before)
            throws FetchProblem, InterruptedException, IOException {
        long room = room();
        if (file.bytes().orElse(1) > room) {
            throw new FetchProblem(Reach.ROUND, "no room for " + file.name() + " in " + folder);
        }
        try (var part = new PartFile(folder, file, Math.min(room, file.bytes().orElse(Long.MAX_VALUE)))) {
            boolean hasAll = part.length() > 0 && part.length() == file.bytes().orElse(-1);
            String validator = "";
            if (!hasAll) {
                HttpResponse<Long> answer = client.get(file.address(), headers(file, before, part), part::begin);
                if (answer.statusCode() == 304) {
                    return false;
                }
                validator = PartFile.validator(answer.headers());
                if (answer.statusCode() == 416) {
                    part.discard();
                    throw new FetchProblem(Reach.TRY, AgencyClient.shown(file.address()) + " has no such part");
                }
            }
            part.force();
            check(file, part);
            bytesThere += part.length();
            part.publish();
            fetched.add(file, validator);
            return true;
        }
    }

    private static Map<String, String> headers(RemoteFile file, Optional<FetchedFiles.Entry> before, PartFile part)
            throws IOException {
        Map<String, String> headers = new HashMap<>(part.headers());
        if (headers.isEmpty() && file.edition().isEmpty()) {
            before.map(FetchedFiles.Entry::validator)
                    .filter(validator -> !validator.isEmpty())
                    .ifPresent(validator ->
                            headers.put(validator.startsWith("\"") ? "If-None-Match" : "If-Modified-Since", validator));
        }
        return headers;
    }

    private void check(RemoteFile file, PartFile part) throws FetchProblem, IOException {
        Optional<String> wrong = Optional.empty();
        if (file.bytes().isPresent() && file.bytes().getAsLong() != part.length()) {
            wrong = Optional.of("has " + part.length() + " bytes, stated are "
                    + file.bytes().getAsLong());
        } else if (file.checksum().isPresent() && !file.checksum().get().isOf(part.path())) {
            wrong = Optional.of("has not the checksum stated");
        } else {
            try {
                FileFormat.of(part.path());
            } catch (InputException e) {
                wrong = Optional.of(String.valueOf(e.getMessage()).replace(part.path() + ": ", ""));
            }
        }
        if (wrong.isPresent()) {
            part.discard();
            throw new FetchProblem(Reach.TRY, AgencyClient.shown(file.address()) + ": " + wrong.get());
        }
    }

    /** Bytes that may still come. */
    private long room() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() - LEAST_FREE_BYTES;
        return Math.max(0, Math.min(free, client.limits().mostBytes() - bytesThere));
    }
}

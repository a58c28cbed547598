package org.soilcast.map.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.RequestRefused;

/** The files of the page as they were built, in memory: no request ever names a file of the disk. */
public final class PageFiles {
    /** Lists the others, one a line; the build of the page writes it. */
    private static final String LIST = "files.txt";

    private static final String FOLDER = "files/";

    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, Answer> files;

    private PageFiles(Map<String, Answer> files) {
        this.files = files;
    }

    /** What the build has put on the class path. */
    public static PageFiles load() {
        var files = new TreeMap<String, Answer>();
        try (InputStream list = PageFiles.class.getResourceAsStream(FOLDER + LIST)) {
            if (list != null) {
                var names = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
                for (String name : names.lines().toList()) {
                    files.put(name, file(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's files", e);
        }
        return new PageFiles(files);
    }

    /** Whether the page was built: where npm is missing it is not. */
    public boolean isThere() {
        return files.containsKey(INDEX);
    }

    /** The file of a path; the page itself for none. */
    public Answer answer(List<String> path) {
        if (path.isEmpty() && !isThere()) {
            return Answer.ok(
                    "text/plain; charset=utf-8",
                    "soilcast was built without its page, since npm was missing: install Node.js 20 or newer with npm and"
                            + " build again.\nThe API is there: /edr\n");
        }
        Answer file = files.get(path.isEmpty() ? INDEX : String.join("/", path));
        if (file == null) {
            throw RequestRefused.notFound("there is nothing of this name; the page is at /, the API at /edr");
        }
        return file;
    }

    private static Answer file(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("listed but not there: " + name);
            }
            byte[] body = in.readAllBytes();
            var checksum = new CRC32C();
            checksum.update(body);
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return Answer.ok(type, body)
                    .with("ETag", "\"" + Long.toHexString(checksum.getValue()) + "-" + body.length + "\"");
        }
    }
}

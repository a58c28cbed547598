package org.soilcast.map.server;

import java.io.IOException;
import java.util.List;
import org.soilcast.map.edr.EdrSite;
import org.soilcast.map.page.PageData;
import org.soilcast.map.page.PageFiles;
import org.soilcast.map.query.LatestResults;
import org.soilcast.map.web.Answer;
import org.soilcast.map.web.Query;
import org.soilcast.map.web.RequestRefused;

/** All there is to ask for: the page at {@code /}, what it shows under {@code /data}, the API under {@code /edr}. */
final class MapSite {
    private final LatestResults latest;
    private final PageFiles files = PageFiles.load();
    private final PageData data = new PageData();
    private final EdrSite edr = new EdrSite();

    MapSite(LatestResults latest) {
        this.latest = latest;
    }

    /**
     * Answers.
     *
     * @param path segments of the path
     * @throws RequestRefused when it cannot be answered as asked
     */
    Answer answer(List<String> path, Query query) throws IOException {
        String first = path.isEmpty() ? "" : path.get(0);
        if (first.equals("edr")) {
            return latest.ask(results -> edr.answer(results, path.subList(1, path.size()), query));
        }
        if (first.equals("data")) {
            return latest.ask(results -> data.answer(results, path.subList(1, path.size()), query));
        }
        return files.answer(path);
    }
}

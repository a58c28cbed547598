package org.soilcast.ops.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.fetch.FetchReport;
import org.soilcast.ingest.fetch.Fetcher;
import org.soilcast.ops.agency.AgencyScene.Settings;

/** Rounds of fetching from an agency whose clock is a day behind: pages, what is there already, and what is issued again. */
@Timeout(120)
class FetchRoundsTest {
    private static final int BYTES = 5_000;

    private final AgencyScene scene;

    FetchRoundsTest(@TempDir Path temporary) throws IOException {
        scene = new AgencyScene(temporary, 1, Duration.ofDays(-1));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void allPagesAreReadAndNothingTwice() throws Exception {
        scene.publish(5, BYTES);
        Fetcher fetcher = scene.fetcher(Settings.USUAL);
        assertThat(AgencyScene.round(fetcher, 5).taken()).hasSize(10);
        // two a page, and an empty one behind the last
        assertThat(scene.requests("/search")).hasSize(4);
        int granuleRequests = scene.requests("/granules/").size();
        FetchReport again = AgencyScene.round(fetcher, 5);
        assertThat(again.taken()).isEmpty();
        assertThat(again.kept()).isEqualTo(10);
        assertThat(scene.requests("/granules/")).hasSize(granuleRequests);
        assertThat(scene.requests("/weather/twin_20150401"))
                .last()
                .satisfies(request -> assertThat(request.text()).containsIgnoringCase("If-none-match"));
    }

    @Test
    void datesThatAreNotAskedForAreLeft() throws Exception {
        scene.publish(5, BYTES);
        AgencyScene.round(scene.fetcher(Settings.USUAL), 2);
        assertThat(scene.files())
                .containsExactlyInAnyOrder(
                        TwinFiles.granuleName(AgencyScene.FIRST, 1),
                        TwinFiles.granuleName(AgencyScene.FIRST.plusDays(1), 1),
                        TwinFiles.weatherName(AgencyScene.FIRST),
                        TwinFiles.weatherName(AgencyScene.FIRST.plusDays(1)));
    }

    @Test
    void whatIsIssuedAgainIsFetchedAgain() throws Exception {
        scene.publish(3, BYTES);
        Fetcher fetcher = scene.fetcher(Settings.USUAL);
        AgencyScene.round(fetcher, 3);
        // under a higher number; under the same name; and in its place in the folder
        scene.publishGranule(AgencyScene.FIRST, 2, BYTES + 1);
        scene.publishGranule(AgencyScene.FIRST.plusDays(1), 1, BYTES + 2);
        scene.publishWeather(AgencyScene.FIRST.plusDays(2), BYTES + 3);
        FetchReport report = AgencyScene.round(fetcher, 3);
        assertThat(report.problems()).isEmpty();
        assertThat(report.taken())
                .containsExactly(
                        TwinFiles.granuleName(AgencyScene.FIRST, 2),
                        TwinFiles.granuleName(AgencyScene.FIRST.plusDays(1), 1),
                        TwinFiles.weatherName(AgencyScene.FIRST.plusDays(2)));
        for (String name : report.taken()) {
            assertThat(scene.isAsPublished(name)).as(name).isTrue();
        }
        // of the issues of a granule only the highest is asked for
        assertThat(scene.requests(TwinFiles.granuleName(AgencyScene.FIRST, 1))).hasSize(1);
    }

    @Test
    void filesThatWereBroughtByHandAreKnownByTheirChecksum() throws Exception {
        scene.publish(1, BYTES);
        String name = TwinFiles.granuleName(AgencyScene.FIRST, 1);
        AgencyScene.round(scene.fetcher(Settings.USUAL), 1);
        Files.delete(scene.data.resolve(".fetched.json"));
        int before = scene.requests(name).size();
        assertThat(AgencyScene.round(scene.fetcher(Settings.USUAL), 1).taken())
                .containsExactly(TwinFiles.weatherName(AgencyScene.FIRST));
        assertThat(scene.requests(name)).hasSize(before);
    }

    @Test
    void aFileThatWasSpoiltHereIsFetchedAgain() throws Exception {
        scene.publish(1, BYTES);
        String name = TwinFiles.granuleName(AgencyScene.FIRST, 1);
        AgencyScene.round(scene.fetcher(Settings.USUAL), 1);
        Files.write(scene.data.resolve(name), new byte[10]);
        AgencyScene.round(scene.fetcher(Settings.USUAL), 1);
        assertThat(scene.isAsPublished(name)).isTrue();
    }
}

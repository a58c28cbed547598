package org.soilcast.ops.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.ingest.fetch.FetchReport;
import org.soilcast.ingest.fetch.Fetcher;
import org.soilcast.ops.agency.AgencyScene.Settings;

/** What fetching makes of an agency's faults. An agency whose clock is five hours ahead, which must not matter. */
@Timeout(120)
class FetchFaultsTest {
    private static final long SEED = 20261128;
    private static final int DAYS = 5;
    private static final int BYTES = 200_000;

    private final AgencyScene scene;

    FetchFaultsTest(@TempDir Path temporary) throws IOException {
        scene = new AgencyScene(temporary, SEED, Duration.ofHours(5));
    }

    @BeforeEach
    void publish() throws IOException {
        scene.publish(DAYS, BYTES);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void everythingIsThere() throws IOException {
        var expected = new ArrayList<String>();
        for (int day = 0; day < DAYS; day++) {
            expected.add(TwinFiles.granuleName(AgencyScene.FIRST.plusDays(day), 1));
            expected.add(TwinFiles.weatherName(AgencyScene.FIRST.plusDays(day)));
        }
        assertThat(scene.files()).containsExactlyInAnyOrderElementsOf(expected);
        for (String name : expected) {
            assertThat(scene.isAsPublished(name)).as(name).isTrue();
        }
    }

    private void noOtherHostHasSeenTheToken() {
        assertThat(scene.server.requests())
                .filteredOn(request -> request.host().equals(scene.server.otherHost()))
                .noneMatch(request -> request.text().contains(AgencyScene.TOKEN));
    }

    @ParameterizedTest
    @EnumSource(
            value = AgencyFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_FOUND", "EXPIRED_TOKEN"})
    void whatPassesIsTriedAgainInTheSameRound(AgencyFault fault) throws Exception {
        scene.faults.add(fault, "/granules/SMAP_L3_SM_P_20150402");
        if (fault != AgencyFault.REDIRECT && fault != AgencyFault.WRONG_BYTES) {
            scene.faults.add(fault, "/weather/twin_20150403");
            scene.faults.add(fault, "/search");
        }
        FetchReport report = AgencyScene.round(scene.fetcher(Settings.USUAL), DAYS);
        assertThat(report.problems()).isEmpty();
        assertThat(report.taken()).hasSize(2 * DAYS);
        assertThat(scene.faults.made()).containsKey(fault);
        everythingIsThere();
        noOtherHostHasSeenTheToken();
    }

    @ParameterizedTest
    @EnumSource(
            value = AgencyFault.class,
            names = {"NOT_FOUND", "EXPIRED_TOKEN"})
    void whatDoesNotPassIsLeftToTheNextRound(AgencyFault fault) throws Exception {
        scene.faults.add(fault, "/granules/SMAP_L3_SM_P_20150402");
        Fetcher fetcher = scene.fetcher(Settings.USUAL);
        FetchReport first = AgencyScene.round(fetcher, DAYS);
        assertThat(first.problems())
                .singleElement()
                .asString()
                .contains(
                        fault == AgencyFault.NOT_FOUND
                                ? "answers 404"
                                : "asks to log in: the token is missing, expired or of an account without access")
                .doesNotContain(AgencyScene.TOKEN);
        assertThat(scene.files()).doesNotContain("SMAP_L3_SM_P_20150402_R19240_001.h5");
        assertThat(AgencyScene.round(fetcher, DAYS).problems()).isEmpty();
        everythingIsThere();
        noOtherHostHasSeenTheToken();
    }

    @Test
    void whatWasBrokenOffGoesOnWhereItEndedInALaterProcessToo() throws Exception {
        String name = TwinFiles.granuleName(AgencyScene.FIRST.plusDays(1), 1);
        String weather = TwinFiles.weatherName(AgencyScene.FIRST);
        scene.faults.add(AgencyFault.CUT, name);
        scene.faults.add(AgencyFault.CUT, weather);
        FetchReport first = AgencyScene.round(scene.fetcher(Settings.USUAL.withTries(1)), DAYS);
        assertThat(first.problems()).hasSize(2).allMatch(problem -> problem.contains("broken off"));
        assertThat(scene.files()).doesNotContain(name, weather).contains(name + ".part", weather + ".part");
        long begun = Files.size(scene.data.resolve(name + ".part"));
        assertThat(begun).isPositive().isLessThanOrEqualTo(BYTES / 2);
        assertThat(AgencyScene.round(scene.fetcher(Settings.USUAL), DAYS).problems())
                .isEmpty();
        assertThat(scene.requests(name)).extracting(AgencyRequest::range).containsExactly("", "bytes=" + begun + "-");
        assertThat(scene.requests(weather).get(1).range()).startsWith("bytes=");
        everythingIsThere();
    }

    @Test
    void aBeginningOfAnotherIssueIsNotGoneOnWith() throws Exception {
        String weather = TwinFiles.weatherName(AgencyScene.FIRST);
        scene.faults.add(AgencyFault.CUT, weather);
        AgencyScene.round(scene.fetcher(Settings.USUAL.withTries(1)), DAYS);
        scene.publishWeather(AgencyScene.FIRST, BYTES + 1);
        assertThat(AgencyScene.round(scene.fetcher(Settings.USUAL), DAYS).problems())
                .isEmpty();
        everythingIsThere();
    }

    @Test
    void aPageFullOfLiesIsNoFile() throws Exception {
        for (int i = 0; i < 4; i++) {
            scene.faults.add(AgencyFault.WRONG_CONTENT, "/weather/twin_20150402");
        }
        FetchReport report = AgencyScene.round(scene.fetcher(Settings.USUAL), DAYS);
        assertThat(report.problems()).singleElement().asString().contains("is neither HDF5, netCDF nor GRIB");
        assertThat(scene.files()).hasSize(2 * DAYS - 1).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void aFullFolderTakesNoMore() throws Exception {
        FetchReport report = AgencyScene.round(scene.fetcher(Settings.USUAL.withQuotaGb(0.0005)), DAYS);
        assertThat(report.problems()).singleElement().asString().contains("no room for");
        assertThat(scene.files()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void theTokenIsForTheHostsNamedOnly() throws Exception {
        FetchReport report = AgencyScene.round(scene.fetcher(Settings.USUAL.withTokenFor("example.org")), DAYS);
        assertThat(report.problems()).singleElement().asString().contains("asks to log in");
        assertThat(scene.server.requests()).noneMatch(request -> request.text().contains(AgencyScene.TOKEN));
        assertThat(scene.files()).hasSize(DAYS).allMatch(name -> name.startsWith("twin_"));
    }

    @Test
    void aNewTokenIsUsedAtOnce() throws Exception {
        Fetcher fetcher = scene.fetcher(Settings.USUAL);
        Files.writeString(scene.tokenFile(), "expired");
        assertThat(AgencyScene.round(fetcher, DAYS).problems()).hasSize(1);
        Files.writeString(scene.tokenFile(), AgencyScene.TOKEN);
        assertThat(AgencyScene.round(fetcher, DAYS).problems()).isEmpty();
        everythingIsThere();
    }
}

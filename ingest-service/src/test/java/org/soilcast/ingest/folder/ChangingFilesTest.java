package org.soilcast.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.ingest.publish.PlannedDay;
import org.soilcast.ingest.publish.PublishPlan;
import org.soilcast.ingest.publish.PublishedSoFar;
import org.soilcast.ingest.source.DomainInput;
import org.soilcast.schemas.Topics;
import org.soilcast.schemas.avro.PublishedInput;

/** Files that grow, and files that cannot be read for a while. */
@EnabledIfEnvironmentVariable(named = "SOILCAST_DATA", matches = ".+", disabledReason = "needs the granules")
class ChangingFilesTest {
    private static final LocalDate DATE = LocalDate.of(2015, 7, 11);
    private static final int FIRST_HOUR = 8 * 24 + 6;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void aGranuleAndTheWeatherOfFourDays() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        Files.copy(sample(DATE), granule(1));
        weatherUntil(12 * 24 + 23);
    }

    private static Path sample(LocalDate date) {
        return Path.of(
                System.getenv("SOILCAST_DATA"),
                "smap_granule",
                "REBUILT_SMAP_L3_SM_P_" + date.toString().replace("-", "") + "_R00000_001.h5");
    }

    private Path granule(int issue) {
        return folder.resolve("SMAP_L3_SM_P_20150711_R19240_00" + issue + ".h5");
    }

    private void weatherUntil(int lastHour) throws IOException {
        WeatherFiles.write(
                folder.resolve("weather.nc"),
                FIRST_HOUR,
                lastHour,
                (hour, latitude) -> 290 + hour % 24 - latitude / 10,
                0);
    }

    private FolderInput looked() throws IOException {
        var input = new FolderInput(
                Plains.described(temporary, "6 solar", "{precipitation: [era5], air_temperature: [era5]}", "granules"),
                folder,
                Optional.empty(),
                Optional.of(temporary.resolve("state").resolve("files.json")));
        input.look(false);
        return input;
    }

    /** What is to be sent, which counts as sent from then on. */
    private static List<LocalDate> send(DomainInput input, PublishedSoFar sent) {
        PublishPlan plan = PublishPlan.of(input, input.dates(), sent);
        for (PlannedDay day : plan.days()) {
            LocalDate date = day.date();
            day.forcing()
                    .ifPresent(version -> sent.take(published(
                            Topics.FORCING, date, version, input.forcing().digest(date))));
            day.retrievals()
                    .ifPresent(version -> sent.take(published(
                            Topics.RETRIEVALS, date, version, input.retrievals().digest(date))));
        }
        return plan.days().stream().map(PlannedDay::date).toList();
    }

    private static PublishedInput published(Topics topic, LocalDate date, int version, String digest) {
        return new PublishedInput("plains", topic.topic(), date, version, 1, digest);
    }

    @Test
    void aDayAppendedToAFileOfManyIsOneDayToSend() throws IOException {
        var sent = new PublishedSoFar();
        DomainInput before = looked().input();
        assertThat(send(before, sent)).hasSize(before.dates().days());
        weatherUntil(13 * 24 + 23);
        DomainInput grown = looked().input();
        assertThat(send(grown, sent))
                .as("of %s, before %s", grown.dates(), before.dates())
                .containsExactly(before.dates().last().plusDays(1));
        assertThat(send(looked().input(), sent)).isEmpty();
    }

    @Test
    void aLongFileWithAValueThatCannotBeIsRefusedAsAWhole() throws IOException {
        WeatherFiles.write(
                folder.resolve("weather.nc"),
                FIRST_HOUR,
                12 * 24 + 23,
                (hour, latitude) -> hour == FIRST_HOUR + 50 ? 5_000 : 290,
                0);
        FolderInput input = looked();
        assertThatThrownBy(input::input).hasMessageContaining("no file with");
        assertThat(input.look(true)).as("the same again").isFalse();
    }

    @Test
    void aFileThatFailsOnceIsTakenAtTheNextLook() throws IOException {
        FolderInput input = looked();
        LocalDate next = DATE.plusDays(1);
        Path coming = folder.resolve("SMAP_L3_SM_P_20150712_R19240_001.h5");
        Files.copy(sample(next), coming);
        Runnable mend = spoil(coming);
        assertThat(input.look(true)).as("it may still grow").isFalse();
        assertThat(input.look(true)).as("it fails").isFalse();
        assertThat(input.input().rejected()).isEmpty();
        mend.run();
        assertThat(input.look(true)).isTrue();
        assertThat(input.input().rejected()).isEmpty();
        assertThat(input.input().retrievals().day(next).hasAny(input.input().domain(), 0))
                .isTrue();
    }

    @Test
    void aFileThatFailsTwiceUnchangedIsDamaged() throws IOException {
        FolderInput input = looked();
        String digest = input.input().retrievals().digest(DATE);
        spoil(granule(1));
        Files.setLastModifiedTime(granule(1), FileTime.fromMillis(0));
        assertThat(input.look(true)).as("it may still change").isFalse();
        assertThat(input.look(true)).as("it fails").isFalse();
        assertThat(input.input().retrievals().digest(DATE)).isEqualTo(digest);
        assertThat(input.look(true)).as("it fails again").isTrue();
        assertThat(input.input().rejected()).hasSize(1);
        assertThat(input.look(true)).isFalse();
        assertThat(input.input().rejected()).as("told once").hasSize(1);
    }

    @Test
    void aDayMadeWithoutAFileIsMadeAgain() throws IOException {
        var sent = new PublishedSoFar();
        FolderInput input = looked();
        DomainInput first = input.input();
        Runnable mend = spoil(granule(1));
        assertThat(first.retrievals().day(DATE).hasAny(first.domain(), 0)).isFalse();
        send(first, sent);
        assertThat(send(first, sent)).as("as it was sent").isEmpty();
        mend.run();
        assertThat(input.look(true)).isTrue();
        DomainInput second = input.input();
        assertThat(second.retrievals().day(DATE).hasAny(second.domain(), 0)).isTrue();
        assertThat(send(second, sent)).containsExactly(DATE);
        assertThat(input.look(true)).isFalse();
    }

    /** Other bytes, same size, same time; gives back what puts the file as it was. */
    private static Runnable spoil(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        var spoilt = new byte[bytes.length];
        Arrays.fill(spoilt, (byte) 7);
        write(file, spoilt, time);
        return () -> write(file, bytes, time);
    }

    private static void write(Path file, byte[] bytes, FileTime time) {
        try {
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

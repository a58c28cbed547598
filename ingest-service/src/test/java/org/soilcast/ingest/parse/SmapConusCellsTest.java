package org.soilcast.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.soilcast.ingest.parse.SmapConusFolder.cell;
import static org.soilcast.ingest.parse.SmapConusFolder.day;
import static org.soilcast.ingest.parse.SmapConusFolder.write;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.rejects.InputException;
import org.soilcast.ingest.rejects.Rejection;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.Attribute;

/** The attributes of cells and where they lie. */
class SmapConusCellsTest {
    private static final int FIRST_ATTRIBUTE = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "column {0} = {1}: {2}")
    @CsvSource({
        "6, -9999, out-of-range",
        "6, 100.1, out-of-range",
        "7, -0.1, out-of-range",
        "8, 151, out-of-range",
        "9, 0, out-of-range",
        "9, 2.7, out-of-range",
        "10, -9999, out-of-range",
        "11, -1.01, out-of-range",
        "11, -9999, out-of-range",
        "12, 1.1, out-of-range",
        "13, -99, out-of-range",
        "13, 1.5, out-of-range",
        "14, 0, out-of-range",
        "14, 255, out-of-range",
        "14, 9.5, out-of-range",
        "15, 3.1, out-of-range",
        "16, -9999, out-of-range",
        "17, 101, out-of-range",
        "6, sandy, not-a-number",
        "11, NaN, not-a-number",
        "17, Infinity, not-a-number",
    })
    void anImpossibleAttributeIsMissingAndNothingElse(int column, String value, String reason) {
        DomainTable clean = read(cell(3), cell(7));
        DomainTable input = read(with(column, value), cell(7));
        assertThat(input.rejected()).hasSize(1);
        Rejection rejected = input.rejected().get(0);
        assertThat(rejected.reason().label()).isEqualTo(reason);
        assertThat(rejected.detail()).contains(SmapConusCells.HEADER.get(column), value);
        assertThat(rejected.file()).isEqualTo("cells.csv");
        assertThat(rejected.position()).isEqualTo(2);
        List<Attribute> expected = clean.domain().tileRecord(0).getAttributes();
        List<Attribute> found = input.domain().tileRecord(0).getAttributes();
        for (int i = 0; i < expected.size(); i++) {
            boolean hit = i == column - FIRST_ATTRIBUTE;
            assertThat(found.get(i).getPresent()).containsExactly(!hit, true);
            assertThat(found.get(i).getValues())
                    .containsExactly(
                            hit ? Float.NaN : expected.get(i).getValues().get(0),
                            expected.get(i).getValues().get(1));
        }
    }

    @Test
    void aTextureOfMoreThanTheWholeIsMissing() {
        DomainTable input = read(with(6, "90").replace(",90,30,20,", ",90,80,20,"), cell(7));
        assertThat(input.rejected())
                .extracting(one -> one.reason().label() + " " + one.position())
                .containsExactly("out-of-range 2");
        assertThat(input.domain().tileRecord(0).getAttributes().subList(0, 3))
                .allSatisfy(texture -> assertThat(texture.getPresent()).containsExactly(false, true));
    }

    @Test
    void anEmptyAttributeIsMissingAndNotRejected() {
        DomainTable input = read(with(11, ""), cell(7));
        assertThat(input.rejected()).isEmpty();
        assertThat(input.domain().tileRecord(0).getAttributes().get(5).getPresent())
                .containsExactly(false, true);
    }

    @ParameterizedTest(name = "column {0} = {1}")
    @CsvSource({
        "1, 41.5",
        "1, -41.19",
        "1, -9999",
        "1, ''",
        "2, -100.25",
        "2, 105",
        "3, 74",
        "4, 201",
        "3, 406",
        "4, -1"
    })
    void aCellThatDoesNotLieWhereItsRowAndColumnAreIsRejected(int column, String value) {
        DomainTable input = read(with(column, value), cell(7));
        assertThat(input.rejected())
                .extracting(one -> one.reason().label() + " " + one.position())
                .first()
                .isEqualTo("out-of-range 2");
        assertThat(input.domain().cells()).extracting(one -> one.key()).containsExactly("7");
    }

    @Test
    void roundedCoordinatesAreTaken() {
        String rounded = with(1, String.format("%.2f", EaseGrid.M36.latitudeDegrees(73)));
        assertThat(read(rounded, cell(7)).rejected()).isEmpty();
    }

    @Test
    void aSetWithoutAnyTemperatureIsRefused() {
        write(folder, List.of(cell(3)), List.of("3,2015-04-01,1.5,,200,300,0.005,3,-4,0.2"));
        assertThatThrownBy(() -> SmapConusReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no usable air temperature in daily.csv.gz");
    }

    private static String with(int column, String value) {
        String[] fields = cell(3).split(",");
        fields[column] = value;
        return String.join(",", fields);
    }

    private DomainTable read(String... cells) {
        write(folder, List.of(cells), List.of(day(3, "2015-04-01", "0.2"), day(7, "2015-04-01", "0.2")));
        return SmapConusReader.read(folder);
    }
}

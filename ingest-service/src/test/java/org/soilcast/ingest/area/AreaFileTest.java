package org.soilcast.ingest.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.ingest.parse.InputException;

class AreaFileTest {
    private static final String SQUARE = "[[-98,35],[-96,35],[-96,37],[-98,37],[-98,35]]";

    @TempDir
    Path folder;

    @Test
    void idsAndNamesAreFoundWhereFilesHaveThem() throws IOException {
        AreaFile file = read(collection(
                feature("'id':17001,", "'name':'Adams'", "Polygon", "[" + SQUARE + "]"),
                feature("", "'id':'17003'", "MultiPolygon", "[[" + SQUARE + "]]"),
                feature("", "'name':'Upper  Basin/2'", "Polygon", "[" + SQUARE + "]")));
        assertThat(file.ids()).containsExactly("17001", "17003", "Upper-Basin-2");
        assertThat(file.areas()).extracting(NamedArea::name).containsExactly("Adams", "17003", "Upper  Basin/2");
    }

    /** What is wrong is said in one line that names the file and the feature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'FeatureCollection','features':[]} | expected areas, found no feature",
                "{'type':'Polygon'} | expected a GeoJSON FeatureCollection or Feature",
                "{'type': | no JSON at line 1",
                "{'type':'Feature','properties':{},'geometry':null} | feature 1: expected an id",
                "{'type':'Feature','id':'cells','properties':{},'geometry':null} | not 'cells' nor 'areas'",
                "{'type':'Feature','id':'p','geometry':{'type':'Point','coordinates':[1,2]}} | feature 1 (p): expected a Polygon or MultiPolygon, found Point",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[]}} | expected rings, found none",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[[[1,2],[3,4],[1,2]]]}} | expected rings of 4 positions or more",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[[[1,2],[3,4],[5,6],[7,8]]]}} | that end where they begin",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[[[500000,4e6],[3,4],[5,6],[500000,4e6]]]}} | expected longitude within ±180",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[[['a',2],[3,4],[5,6],['a',2]]]}} | expected positions of longitude and latitude",
                "{'type':'Feature','id':'p','geometry':{'type':'Polygon','coordinates':[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}} | no valid polygon: Self-intersection at longitude 0.5, latitude 0.5"
            })
    void whatCannotBeUsedIsSaidInOneLine(String json, String expected) {
        assertThatThrownBy(() -> read(json.strip().replace('\'', '"')))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("areas of " + folder.resolve("areas.json"))
                .hasMessageContaining(expected.strip())
                .message()
                .doesNotContain("\n");
    }

    @Test
    void oneIdTwiceAndNoFileAreRefused() {
        String square = feature("'id':'x',", "", "Polygon", "[" + SQUARE + "]");
        assertThatThrownBy(() -> read(collection(square, square)))
                .hasMessageContaining("feature 2: another one has the id x, too");
        assertThatThrownBy(() -> AreaFile.read(folder.resolve("none.json")))
                .hasMessageContaining("there is no such file");
    }

    private AreaFile read(String json) throws IOException {
        return AreaFile.read(Files.writeString(folder.resolve("areas.json"), json));
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String feature(String id, String properties, String type, String coordinates) {
        return ("{'type':'Feature'," + id + "'properties':{" + properties + "},'geometry':{'type':'" + type
                        + "','coordinates':" + coordinates + "}}")
                .replace('\'', '"');
    }
}

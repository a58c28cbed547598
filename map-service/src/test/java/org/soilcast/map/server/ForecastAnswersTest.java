package org.soilcast.map.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.soilcast.map.Records;
import org.soilcast.map.forecast.ForecastColumn;
import org.soilcast.map.forecast.ForecastCsv;
import org.soilcast.map.forecast.IssuedForecast;
import org.soilcast.map.store.StoredForecasts;
import org.soilcast.schemas.EaseGrid;
import org.soilcast.schemas.avro.Forecast;

/** The newest forecast of a cell over HTTP, from a real store. */
class ForecastAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Cells of the grid's tiles: the first of six, the second of five. */
    private static final int CELLS = 5;
    /** The second cell of the second tile. */
    private static final String CELL = "c7";

    private static final int INDEX = 1;
    private static final String COLLECTION = "/edr/collections/forecasts";

    @TempDir
    Path folder;

    @Test
    void aCellHasTheNumbersOfTheExport() throws Exception {
        Forecast forecast = Records.forecast(1, "2020-02-02", CELLS, .1f).build();
        try (var served = ServedStore.grid(folder)) {
            StoredForecasts.put(folder, forecast);
            JsonNode found = json(served, CELL);
            assertThat(found.path("issueDate").asText()).isEqualTo("2020-02-02");
            assertThat(found.path("traceYears").asInt()).isEqualTo(4);
            assertThat(found.path("members").asInt()).isEqualTo(24);
            assertThat(found.path("surfaceCalibrated").asBoolean()).isTrue();
            var csv = new StringWriter();
            ForecastCsv.rows(CELL, IssuedForecast.of(forecast, CELLS), INDEX, csv);
            List<String> rows = csv.toString().lines().toList();
            assertThat(rows).hasSize(Records.SPANS);
            for (int span = 0; span < Records.SPANS; span++) {
                String[] row = rows.get(span).split(",", -1);
                assertThat(found.path("firstLeadDays").path(span).asText()).isEqualTo(row[2]);
                assertThat(found.path("lastLeadDays").path(span).asText()).isEqualTo(row[3]);
                for (ForecastColumn column : ForecastColumn.values()) {
                    JsonNode value = found.path("values").path(column.label()).path(span);
                    String exported = row[4 + column.ordinal()];
                    if (exported.isEmpty()) {
                        assertThat(value.isNull()).as(column.label()).isTrue();
                    } else {
                        assertThat(value.decimalValue()).as(column.label()).isEqualByComparingTo(exported);
                    }
                }
            }
        }
    }

    @Test
    void aCellWithoutAForecastSaysSoAndACellThatIsNoneIsRefused() throws Exception {
        try (var served = ServedStore.grid(folder)) {
            assertThat(json(served, CELL).toString()).isEqualTo("{\"cell\":\"c7\"}");
            for (String[] refused : new String[][] {
                {"/data/forecasts/none", "404", "unknown cell 'none'"},
                {"/data/forecasts/..%2f..", "400", ""},
                {"/data/forecasts/c7?lead=7", "400", "unknown parameter 'lead'"},
                {"/data/forecasts", "404", "/data/forecasts/CELL"},
                {"/data/forecasts/c7/more", "404", "/data/forecasts/CELL"},
            }) {
                HttpResponse<String> answer = served.get(refused[0]);
                assertThat(answer.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
                assertThat(JSON.readTree(answer.body()).path("description").asText())
                        .contains(refused[2]);
            }
        }
    }

    @Test
    void theApiHasTheForecastOfAPlaceAsASeriesAndAsTheExportsRows() throws Exception {
        Forecast forecast = Records.forecast(0, "2020-02-02", 6, .1f).build();
        try (var served = ServedStore.grid(folder)) {
            String place = "/position?coords=POINT(%s%%20%s)"
                    .formatted(
                            EaseGrid.M36.longitudeDegrees(ServedStore.FIRST_COLUMN + 2),
                            EaseGrid.M36.latitudeDegrees(ServedStore.FIRST_ROW));
            HttpResponse<String> none = served.get(COLLECTION + place);
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("nothing was forecast for cell 'c2' yet");
            StoredForecasts.put(folder, forecast);
            HttpResponse<String> answer = served.get(COLLECTION + place + "&parameter-name=surface_q05,rootzone_mean");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode series = JSON.readTree(answer.body());
            CoverageRules.check(series);
            assertThat(series.path("id").asText()).isEqualTo("c2/2020-02-02");
            assertThat(series.at("/domain/axes/t/values").toString())
                    .as("without the mean of a week")
                    .isEqualTo("[\"2020-02-03\",\"2020-02-04\"]");
            assertThat(answer.body())
                    .contains("\"values\":[0.300200,0.300800]") // cell 2 of 6, quantiles from 0.3, a value each 0.0001
                    .contains("\"values\":[0.500200,0.500800]");
            CoverageRules.check(
                    JSON.readTree(served.get(COLLECTION + "/locations/c2").body()));
            var csv = new StringWriter();
            ForecastCsv.header(csv);
            ForecastCsv.rows("c2", IssuedForecast.of(forecast, 6), 2, csv);
            assertThat(served.get(COLLECTION + "/locations/c2?f=CSV").body()).isEqualTo(csv.toString());
            for (String[] refused : new String[][] {
                {"/position", "400", "'coords' is missing"},
                {"/locations/none", "404", "unknown cell 'none'"},
                {"/locations/c2?parameter-name=surface_q50,rain", "400", "unknown parameter name 'rain'"},
                {"/locations/c2?f=GeoJSON", "400", "expected CoverageJSON or CSV"},
                {"/locations/c2?f=CSV&parameter-name=surface_q50", "400", "CSV has all"},
                {"/locations/c2?crs=EPSG:3857", "400", "expected CRS84"},
                {"/locations/c2?datetime=2020-02-02", "400", "unknown parameter 'datetime'"},
                {"/area", "404", "expected position or locations"},
            }) {
                HttpResponse<String> refusal = served.get(COLLECTION + refused[0]);
                assertThat(refusal.statusCode()).as(refused[0]).isEqualTo(Integer.parseInt(refused[1]));
                assertThat(JSON.readTree(refusal.body()).path("description").asText())
                        .contains(refused[2]);
            }
        }
    }

    @Test
    void aDamagedFileTakesNothingElseWithIt() throws Exception {
        try (var served = ServedStore.grid(folder)) {
            StoredForecasts.put(
                    folder, Records.forecast(0, "2020-02-02", 6, .1f).build());
            StoredForecasts.put(
                    folder, Records.forecast(1, "2020-02-02", CELLS, .1f).build());
            Files.writeString(StoredForecasts.path(folder, 1), "no forecast");
            assertThat(json(served, CELL).toString()).isEqualTo("{\"cell\":\"c7\"}");
            assertThat(json(served, "c0").path("issueDate").asText()).isEqualTo("2020-02-02");
            assertThat(served.get("/data/domain").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aNewForecastIsToldByTheVersion() throws Exception {
        try (var served = ServedStore.grid(folder)) {
            StoredForecasts.put(
                    folder, Records.forecast(1, "2020-02-02", CELLS, .1f).build());
            String path = "/data/forecasts/" + CELL;
            String etag = served.get(path).headers().firstValue("ETag").orElseThrow();
            assertThat(served.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
            StoredForecasts.put(
                    folder, Records.forecast(1, "2020-02-03", CELLS, .2f).build());
            long deadline = System.nanoTime() + 10_000_000_000L;
            HttpResponse<String> answer = served.get(path, "If-None-Match", etag);
            while (answer.statusCode() == 304 && System.nanoTime() < deadline) {
                answer = served.get(path, "If-None-Match", etag);
            }
            assertThat(answer.body()).contains("\"issueDate\":\"2020-02-03\"");
        }
    }

    private static JsonNode json(ServedStore served, String cell) throws Exception {
        HttpResponse<String> answer = served.get("/data/forecasts/" + cell);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}

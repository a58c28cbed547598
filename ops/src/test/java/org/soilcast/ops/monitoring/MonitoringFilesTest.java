package org.soilcast.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.soilcast.service.ServiceMetric;

/** The files for Prometheus, Alertmanager and Grafana beside each other and the metrics. */
class MonitoringFilesTest {
    private static final Path FILES = MonitoringProgram.FILES;

    @ParameterizedTest
    @EnumSource
    void aDashboardIsWhatTheMetricsMakeIt(Dashboard dashboard) throws IOException {
        Path file = FILES.resolve("grafana/dashboards").resolve(dashboard.uid() + ".json");
        assertThat(file).as("made anew by: ./soilcast dashboards").content().isEqualTo(DashboardJson.of(dashboard));
    }

    @Test
    void theDashboardOfDroughtsIsWhatItsPanelsMakeIt() {
        assertThat(FILES.resolve("grafana/dashboards").resolve(DroughtDashboard.UID + ".json"))
                .as("made anew by: ./soilcast dashboards")
                .content()
                .isEqualTo(DashboardJson.ofDroughts());
    }

    @ParameterizedTest
    @EnumSource
    void eachMetricHasOnePanel(ServiceMetric metric) {
        var name = Pattern.compile("\\b" + metric.prometheusName() + "(_sum)?\\{");
        assertThat(Arrays.stream(Dashboard.values())
                        .flatMap(dashboard -> dashboard.panels().stream())
                        .filter(panel -> name.matcher(panel.query()).find()))
                .hasSize(1);
    }

    @Test
    void rulesFollowFromMetricsThatThereAre() throws IOException {
        List<String> names = Arrays.stream(ServiceMetric.values())
                .map(ServiceMetric::prometheusName)
                .toList();
        var name = Pattern.compile("soilcast_[a-z0-9_]+");
        String rules = Files.readAllLines(FILES.resolve("rules.yml")).stream()
                .filter(line -> line.strip().startsWith("expr:"))
                .collect(Collectors.joining("\n"));
        assertThat(name.matcher(rules).results().map(found -> found.group()).distinct())
                .isNotEmpty()
                .allMatch(names::contains);
    }

    @Test
    void eachRuleFiresInItsCase() throws Exception {
        assertThat(MonitoringProgram.output(
                        "promtool",
                        "test",
                        "rules",
                        FILES.resolve("rules-test.yml").toString()))
                .startsWith("0\n")
                .contains("SUCCESS");
        String cases = Files.readString(FILES.resolve("rules-test.yml"));
        var rule = Pattern.compile("- alert: (\\w+)");
        assertThat(rule.matcher(Files.readString(FILES.resolve("rules.yml")))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(alert -> cases.contains("alertname: " + alert + "\n"), "has a case");
    }

    @Test
    void prometheusAndAlertmanagerTakeTheirFiles() throws Exception {
        assertThat(MonitoringProgram.output(
                        "promtool",
                        "check",
                        "config",
                        FILES.resolve("prometheus.yml").toString()))
                .startsWith("0\n");
        assertThat(MonitoringProgram.output(
                        "amtool",
                        "check-config",
                        FILES.resolve("alertmanager.yml").toString()))
                .startsWith("0\n");
    }
}

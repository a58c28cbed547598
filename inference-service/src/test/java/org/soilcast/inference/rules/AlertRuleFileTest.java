package org.soilcast.inference.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.soilcast.dayline.alert.AlertRule;
import org.soilcast.dayline.alert.AlertRules;
import org.soilcast.dayline.drought.Climatology.Depth;
import org.soilcast.dayline.drought.DroughtClass;

class AlertRuleFileTest {
    @TempDir
    Path folder;

    @Test
    void aRuleOfWhichOnlyTheNameIsGivenIsTheShippedOne() throws IOException {
        AlertRules rules = read("rules:\n  - name: severe-drought\n    area: [cells, areas]\n");
        assertThat(rules.ofCells()).isEqualTo(AlertRules.SHIPPED.ofCells());
        assertThat(rules.ofArea("17001")).isEqualTo(AlertRules.SHIPPED.ofArea("17001"));
    }

    @Test
    void allThatCanBeSaidIsTaken() throws IOException {
        AlertRules rules = read("""
                rules:
                  - {name: flash, area: 17001, kind: flash-drought}
                  - name: topsoil
                    area: [cells, "17003"]
                    kind: drought
                    variable: surface
                    threshold: 20
                    probability: 0.55
                    pentads: 3
                    clear_margin: 8
                    clear_pentads: 1
                    minimum_gap_days: 0
                """);
        AlertRule topsoil =
                new AlertRule("topsoil", AlertRule.Kind.DROUGHT, Depth.SURFACE, DroughtClass.D1, .55f, 3, 8, 1, 0);
        AlertRule flash =
                new AlertRule("flash", AlertRule.Kind.FLASH_DROUGHT, Depth.ROOT_ZONE, DroughtClass.D1, .7f, 1, 5, 2, 7);
        assertThat(rules.ofCells()).containsExactly(topsoil);
        assertThat(rules.ofArea("17001")).containsExactly(flash);
        assertThat(rules.ofArea("17003")).containsExactly(topsoil);
        assertThat(rules.namedAreas()).containsExactlyInAnyOrder("17001", "17003");
    }

    /** What is wrong is said in one line, with the file and the line in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [] | line 1: expected rules, found none",
                "rules: 3 | line 1: expected a list, found scalar",
                "- rules | line 1: expected fields with names",
                "rule: [] | line 1: expected a field 'rules'",
                "rules:~  - name: a | line 2: expected a field 'area'",
                "rules:~  - name: a~    area: cells~    colour: red | line 4: unknown field 'colour'",
                "rules:~  - name: a~    area: cells~    name: b | line 4: field name is there twice",
                "rules:~  - name: a~    area: cells~    probability: much | line 4: probability: expected a number, found much",
                "rules:~  - name: a~    area: cells~    pentads: 1.5 | line 4: pentads: expected a whole number, found 1.5",
                "rules:~  - name: a~    area: cells~    pentads: 99 | line 2: pentads to raise of a: expected 1 to 6, found 99",
                "rules:~  - name: a~    area: cells~    threshold: D7 | line 4: threshold: expected a class",
                "rules:~  - name: a~    area: cells~    variable: deep | line 4: variable: expected surface or rootzone, found deep",
                "rules:~  - name: a b~    area: cells | line 2: name of a rule",
                "rules:~  - {name: a, area: []} | line 2: rule a: expected what it is about",
                "rules:~  - {name: a, area: cells}~  - {name: a, area: areas} | line 2: rule a: expected one of that name, found two",
                "rules: [ | line 1: "
            })
    void whatIsWrongIsSaidWithItsLine(String yaml, String expected) {
        assertThatThrownBy(() -> read(yaml.strip().replace('~', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve("alerts.yaml") + " " + expected.strip())
                .message()
                .doesNotContain("\n");
    }

    @Test
    void noFileAndAnEmptyOneAreRefused() {
        assertThatThrownBy(() -> AlertRuleFile.read(folder.resolve("none.yaml")))
                .hasMessageContaining("none.yaml");
        assertThatThrownBy(() -> read("")).hasMessageContaining("expected rules, found nothing");
    }

    private AlertRules read(String yaml) throws IOException {
        return AlertRuleFile.read(Files.writeString(folder.resolve("alerts.yaml"), yaml));
    }
}

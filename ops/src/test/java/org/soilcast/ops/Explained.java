package org.soilcast.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * What {@code soilcast explain} said.
 *
 * @param code exit code
 * @param output all it printed
 */
record Explained(int code, String output) {
    static Explained by(Path state, String cell, String date) {
        var out = new StringWriter();
        int code = Soilcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute("explain", "--state", state.toString(), "--cell", cell, "--date", date);
        return new Explained(code, out.toString());
    }

    /** The one line of a failure. */
    String failure() {
        assertThat(code).as(output).isEqualTo(1);
        assertThat(output.lines()).hasSize(1);
        return output.strip();
    }

    /** The line about something. */
    String line(String about) {
        return output.lines().filter(line -> line.startsWith(about)).findFirst().orElseThrow();
    }
}

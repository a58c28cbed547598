package org.soilcast.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of text that a command writes. */
final class TextFile {
    private TextFile() {}

    /**
     * Writes all of it.
     *
     * @throws CommandFailure when the file cannot be written
     */
    static void write(Path file, Consumer<PrintWriter> content) {
        var text = new StringWriter();
        content.accept(new PrintWriter(text));
        try {
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e);
        }
    }
}

package org.soilcast.land.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedCodeTest {
    /** Beyond this HotSpot leaves a method to the interpreter (HugeMethodLimit). */
    private static final int MOST_BYTECODES = 8000;

    private static final Pattern BYTECODE = Pattern.compile("^\\s+(\\d+): [a-z]");

    @ParameterizedTest
    @ValueSource(
            classes = {
                LandForwardVector.class,
                LandAdjointVector.class,
                LandForcingAdjointVector.class,
                LandForwardFloat.class,
                LandAdjointFloat.class,
                LandForcingAdjointFloat.class,
                LandForwardDouble.class,
                LandAdjointDouble.class,
                LandForcingAdjointDouble.class,
                DailyDoubleVector.class,
                DailyDoubleCell.class,
                SubDailySkyDoubleVector.class,
                SubDailySkyDoubleCell.class,
                SubDailyGroundDoubleVector.class,
                SubDailyGroundDoubleCell.class
            })
    void everyMethodIsShortEnoughToBeCompiled(Class<?> generated) throws Exception {
        Path file = Path.of(
                generated.getResource(generated.getSimpleName() + ".class").toURI());
        StringWriter text = new StringWriter();
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        assertThat(javap.run(new PrintWriter(text), new PrintWriter(text), "-c", "-p", file.toString()))
                .as(text.toString())
                .isZero();
        int longest = text.toString()
                .lines()
                .map(BYTECODE::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElseThrow();
        System.out.printf("%s: longest method %d bytecodes%n", generated.getSimpleName(), longest);
        assertThat(longest).isBetween(100, MOST_BYTECODES);
    }
}

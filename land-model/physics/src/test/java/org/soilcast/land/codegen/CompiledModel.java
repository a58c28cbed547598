package org.soilcast.land.codegen;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The generated Java of a model, compiled and loaded, to be called by name. */
final class CompiledModel {
    static final int CELLS = GenerateKernels.BLOCK_CELLS;

    private final URLClassLoader classes;

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///generated/" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Generates, compiles and loads; class files go to the folder. */
    CompiledModel(Model<?, ?, ?, ?> model, Path folder) throws IOException {
        this(Kernels.java(model, "generated"), folder);
    }

    /** Compiles and loads sources by class name. */
    CompiledModel(Map<String, String> texts, Path folder) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Map.Entry<String, String> source : texts.entrySet()) {
            sources.add(new Source(source.getKey(), source.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("--add-modules", "jdk.incubator.vector", "-d", folder.toString());
        StringWriter messages = new StringWriter();
        if (!compiler.getTask(messages, null, null, options, null, sources).call()) {
            throw new IllegalStateException("generated code does not compile: " + messages);
        }
        classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    /** Calls step of a class with arrays {@code [row][128]}, all from 0 on, for as many cells. */
    void step(String className, int cells, Object... arrays) {
        try {
            Class<?> generated = classes.loadClass("generated." + className);
            Method step = Arrays.stream(generated.getDeclaredMethods())
                    .filter(method -> method.getName().equals("step"))
                    .findFirst()
                    .orElseThrow();
            step.setAccessible(true);
            var rows = generated.getDeclaredField("SCRATCH_ROWS");
            rows.setAccessible(true);
            List<Object> arguments = new ArrayList<>();
            for (Object array : arrays) {
                arguments.add(array);
                arguments.add(0);
            }
            int scratch = rows.getInt(null) * CELLS;
            arguments.add(arrays[0] instanceof double[] ? new double[scratch] : new float[scratch]);
            arguments.add(cells);
            step.invoke(null, arguments.toArray());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("cannot run " + className, failed);
        }
    }
}

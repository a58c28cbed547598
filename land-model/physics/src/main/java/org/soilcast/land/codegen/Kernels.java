package org.soilcast.land.codegen;

import java.util.Map;
import java.util.TreeMap;

/** All sources that are generated for one model. */
final class Kernels {
    /** Operations in a phase: vector code by what C2 compiles well, scalar code by the 8,000 bytecodes it compiles at all. */
    private static final int VECTOR_PHASE = 40;

    private static final int SCALAR_PHASE = 300;

    private Kernels() {}

    /** Java sources by class name: forward, adjoint and that to the forcing; vectors, floats, doubles. */
    static Map<String, String> java(Model<?, ?, ?, ?> model, String packageName) {
        Model.Traced doubles = model.trace();
        Lowering lowering = new Lowering(Precision.SINGLE);
        Program forward = lowering.lower(doubles.forward());
        Program adjoint = lowering.lower(doubles.adjoint());
        Program forcingAdjoint = lowering.lower(doubles.forcingAdjoint());
        JavaPrinter vectors = printer(Dialect.VECTOR_JAVA, VECTOR_PHASE);
        JavaPrinter floats = printer(Dialect.FLOAT_JAVA, SCALAR_PHASE);
        JavaPrinter reference = printer(Dialect.DOUBLE_JAVA, SCALAR_PHASE);
        Map<String, String> sources = new TreeMap<>();
        print(sources, packageName, model.name() + "ForwardVector", vectors, forward);
        print(sources, packageName, model.name() + "AdjointVector", vectors, adjoint);
        print(sources, packageName, model.name() + "ForcingAdjointVector", vectors, forcingAdjoint);
        print(sources, packageName, model.name() + "ForwardFloat", floats, forward);
        print(sources, packageName, model.name() + "AdjointFloat", floats, adjoint);
        print(sources, packageName, model.name() + "ForcingAdjointFloat", floats, forcingAdjoint);
        print(sources, packageName, model.name() + "ForwardDouble", reference, doubles.forward());
        print(sources, packageName, model.name() + "AdjointDouble", reference, doubles.adjoint());
        print(sources, packageName, model.name() + "ForcingAdjointDouble", reference, doubles.forcingAdjoint());
        return sources;
    }

    /** Java sources by class name of programs for doubles, with functions of their own: vectors and single cells. */
    static Map<String, String> doubles(Map<String, Program> programs, String packageName) {
        Map<String, String> sources = new TreeMap<>();
        programs.forEach((name, program) -> {
            Program lowered = new Lowering(Precision.DOUBLE).lower(program);
            print(
                    sources,
                    packageName,
                    name + "DoubleVector",
                    printer(Dialect.DOUBLE_VECTOR_JAVA, VECTOR_PHASE),
                    lowered);
            print(
                    sources,
                    packageName,
                    name + "DoubleCell",
                    printer(Dialect.LOWERED_DOUBLE_JAVA, SCALAR_PHASE),
                    lowered);
        });
        return sources;
    }

    /** C and CUDA source of a model: forward and adjoint over windows of days. */
    static String c(Model<?, ?, ?, ?> model) {
        Model.Traced doubles = model.trace();
        Lowering lowering = new Lowering(Precision.SINGLE);
        Program forward = lowering.lower(doubles.forward());
        Program adjoint = lowering.lower(doubles.adjoint());
        return new CPrinter(GenerateKernels.BLOCK_CELLS).print(model.name(), forward, adjoint);
    }

    private static JavaPrinter printer(Dialect dialect, int mostOperations) {
        return new JavaPrinter(dialect, mostOperations, GenerateKernels.BLOCK_CELLS);
    }

    private static void print(
            Map<String, String> sources, String packageName, String className, JavaPrinter printer, Program program) {
        sources.put(className, printer.print(program, packageName, className));
    }
}

/**
 * A small compiler: the land model's equations, traced once, become vector, scalar and CUDA kernels and their adjoints.
 *
 * <p>In reading order: {@link org.soilcast.land.codegen.Model} runs the equations on {@link
 * org.soilcast.land.codegen.Expression}s, which a {@link org.soilcast.land.codegen.Graph} simplifies and shares;
 * {@link org.soilcast.land.codegen.Adjoint} differentiates them; {@link org.soilcast.land.codegen.Lowering} replaces
 * functions by polynomials of single operations; {@link org.soilcast.land.codegen.Schedule} cuts the operations into
 * phases; {@link org.soilcast.land.codegen.JavaPrinter} and {@link org.soilcast.land.codegen.CPrinter} print them in a
 * {@link org.soilcast.land.codegen.Dialect}.
 */
package org.soilcast.land.codegen;

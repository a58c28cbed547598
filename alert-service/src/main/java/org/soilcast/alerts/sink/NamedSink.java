package org.soilcast.alerts.sink;

/**
 * A sink of the file.
 *
 * @param name that the operator gave it
 * @param sink the receiver
 * @param patience when what failed is tried again
 */
public record NamedSink(String name, AlertSink sink, Patience patience) {}

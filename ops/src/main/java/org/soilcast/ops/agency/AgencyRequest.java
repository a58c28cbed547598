package org.soilcast.ops.agency;

/**
 * A request that an agency has seen.
 *
 * @param host that it was sent to, with its port
 * @param path asked for
 * @param text all that was sent: line, headers
 * @param range the part asked for; empty for all
 */
public record AgencyRequest(String host, String path, String text, String range) {}

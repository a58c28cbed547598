package org.soilcast.ingest.domain;

/**
 * A domain as it has been published.
 *
 * @param domain the cells
 * @param normals of its weather
 */
public record KnownDomain(Domain domain, Normals normals) {}

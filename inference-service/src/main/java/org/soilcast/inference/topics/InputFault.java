package org.soilcast.inference.topics;

/**
 * Why a record is not taken.
 *
 * @param reason short reason from a fixed set, usable as a metric label
 * @param detail what was expected and found
 */
record InputFault(String reason, String detail) {}

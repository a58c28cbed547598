/** Rules of alerts as a person writes them. */
package org.soilcast.inference.rules;

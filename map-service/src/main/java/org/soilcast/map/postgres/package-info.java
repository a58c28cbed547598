/** Results, areas, alerts and decisions as tables of a Postgres database, for whoever asks with SQL. */
package org.soilcast.map.postgres;

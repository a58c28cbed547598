package org.soilcast.map.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.soilcast.map.postgres.Tables.Offset;

/**
 * A connection to the tables, which are made when they are missing. Rows and the offsets behind them go into one transaction:
 * whatever happens in between, each record is in the tables exactly once.
 */
final class PostgresWriter implements AutoCloseable {
    private static final List<Table<?>> ALL =
            List.of(Tables.CELLS, Tables.AREA_STATISTICS, Tables.ALERTS, Tables.DECISIONS, Tables.OFFSETS);

    private final Connection connection;
    private final String schema;
    private final String cluster;

    private PostgresWriter(Connection connection, String schema, String cluster) {
        this.connection = connection;
        this.schema = schema;
        this.cluster = cluster;
    }

    /**
     * Connects.
     *
     * @param cluster identifier of the Kafka cluster whose offsets are meant
     */
    static PostgresWriter connect(PostgresTarget target, String cluster) throws SQLException {
        Connection connection = target.connect();
        try {
            prepare(connection, target.schema());
            forgetOthers(connection, target.schema(), cluster);
            connection.commit();
            return new PostgresWriter(connection, target.schema(), cluster);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes what is missing of the schema, and nothing else: who may not make one may have it made. Commits. */
    static void prepare(Connection connection, String schema) throws SQLException {
        connection.setAutoCommit(false);
        if (!hasAny(connection, "select 1 from pg_catalog.pg_namespace where nspname = ?", schema)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create schema " + schema);
            }
        }
        for (Table<?> table : ALL) {
            table.create(connection, schema);
        }
        connection.commit();
    }

    /** The tables of another cluster, or of one whose state was deleted, have nothing to do with this one. */
    private static void forgetOthers(Connection connection, String schema, String cluster) throws SQLException {
        if (!hasAny(connection, "select 1 from " + schema + ".offsets where cluster = ?", cluster)) {
            try (Statement statement = connection.createStatement()) {
                for (Table<?> table : ALL) {
                    statement.execute("delete from " + schema + "." + table.name());
                }
            }
        }
    }

    private static boolean hasAny(Connection connection, String query, String of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, of);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Next offset of each partition that something of is in the tables. */
    Map<TopicPartition, Long> offsets() throws SQLException {
        var offsets = new HashMap<TopicPartition, Long>();
        String query = "select topic, partition, next_offset from " + schema + ".offsets where cluster = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, cluster);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        connection.commit();
        return offsets;
    }

    /** Puts all rows and offsets in, or nothing of them. */
    void write(PendingRows rows, Map<TopicPartition, Long> next) throws SQLException {
        try {
            Tables.CELLS.put(connection, schema, rows.cells());
            Tables.AREA_STATISTICS.put(connection, schema, rows.areaDays());
            Tables.ALERTS.put(connection, schema, rows.alerts());
            Tables.DECISIONS.put(connection, schema, rows.decisions());
            Tables.OFFSETS.put(
                    connection,
                    schema,
                    next.entrySet().stream()
                            .map(each -> new Offset(
                                    cluster,
                                    each.getKey().topic(),
                                    each.getKey().partition(),
                                    each.getValue()))
                            .toList());
            connection.commit();
        } catch (SQLException e) {
            try {
                connection.rollback();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package org.soilcast.map.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table whose rows replace one another by key.
 *
 * @param name of the table
 * @param key names of its columns, which are the first ones
 * @param newest name of the column that a row must not be older by than the one it would replace
 * @param columns all of them
 */
record Table<R>(String name, List<String> key, Optional<String> newest, List<Column<R>> columns) {
    /** Rows that one batch sends: some 200 kB. */
    private static final int BATCH = 500;

    /**
     * A column.
     *
     * @param name of the column
     * @param type of SQL
     * @param value what of a row stands in it; NaN and an empty Optional become null
     */
    record Column<R>(String name, String type, Function<R, Object> value) {}

    /** Collects columns by their types. */
    static final class Columns<R> {
        private final List<Column<R>> columns = new ArrayList<>();

        Columns<R> text(String name, Function<R, Object> value) {
            return of(name, String.class, value);
        }

        Columns<R> whole(String name, Function<R, Object> value) {
            return of(name, Integer.class, value);
        }

        Columns<R> number(String name, Function<R, Object> value) {
            return of(name, Float.class, value);
        }

        Columns<R> date(String name, Function<R, Object> value) {
            return of(name, java.time.LocalDate.class, value);
        }

        Columns<R> is(String name, Function<R, Object> value) {
            return of(name, Boolean.class, value);
        }

        Columns<R> of(String name, Class<?> type, Function<R, Object> value) {
            columns.add(new Column<>(name, sql(type), value));
            return this;
        }

        Table<R> table(String name, int keyColumns, Optional<String> newest) {
            List<String> key =
                    columns.subList(0, keyColumns).stream().map(Column::name).toList();
            return new Table<>(name, key, newest, List.copyOf(columns));
        }

        private static String sql(Class<?> type) {
            if (type == Integer.class) {
                return "integer";
            }
            if (type == Long.class) {
                return "bigint";
            }
            if (type == Float.class) {
                return "real";
            }
            if (type == Boolean.class) {
                return "boolean";
            }
            return type == String.class ? "text" : "date";
        }
    }

    /** Makes the table, or what a later release has added to it. */
    void create(Connection connection, String schema) throws SQLException {
        Set<String> there = columnsThere(connection, schema);
        try (Statement statement = connection.createStatement()) {
            if (there.isEmpty()) {
                statement.execute("create table " + schema + "." + name + " ("
                        + columns.stream()
                                .map(column -> quoted(column.name()) + " " + column.type())
                                .collect(Collectors.joining(", "))
                        + ", primary key (" + names(key) + "))");
                return;
            }
            for (Column<R> column : columns) {
                if (!there.contains(column.name())) {
                    statement.execute("alter table " + schema + "." + name + " add column " + quoted(column.name())
                            + " " + column.type());
                }
            }
        }
    }

    private Set<String> columnsThere(Connection connection, String schema) throws SQLException {
        String query = "select column_name from information_schema.columns where table_schema = ? and table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, name);
            var there = new HashSet<String>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    there.add(rows.getString(1));
                }
            }
            return there;
        }
    }

    /**
     * Puts rows in, in place of those of the same key.
     *
     * @param rows of different keys
     */
    void put(Connection connection, String schema, Collection<? extends R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(upsert(schema))) {
            int waiting = 0;
            for (R row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    set(statement, i + 1, columns.get(i).value().apply(row));
                }
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, int place, Object value) throws SQLException {
        Object known = value instanceof Optional<?> maybe && maybe.isPresent() ? maybe.get() : value;
        if (known instanceof Optional || known instanceof Float number && !Float.isFinite(number)) {
            statement.setNull(place, Types.NULL);
        } else {
            // Postgres takes every letter but this one.
            statement.setObject(place, known instanceof String text ? text.replace("\0", "") : known);
        }
    }

    private String upsert(String schema) {
        List<String> all = columns.stream().map(Column::name).toList();
        String values = all.stream().map(column -> "?").collect(Collectors.joining(", "));
        String changes = all.stream()
                .filter(column -> !key.contains(column))
                .map(column -> quoted(column) + " = excluded." + quoted(column))
                .collect(Collectors.joining(", "));
        return "insert into " + schema + "." + name + " (" + names(all) + ") values (" + values + ") on conflict ("
                + names(key) + ") do update set " + changes
                + newest.map(column -> " where excluded." + quoted(column) + " >= " + name + "." + quoted(column))
                        .orElse("");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Table::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String column) {
        return '"' + column + '"';
    }
}

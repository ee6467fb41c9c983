package org.ankurah.storage.postgres;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Aggregation.Group;
import org.ankurah.query.Figures;
import org.ankurah.query.GroupKeys;
import org.ankurah.query.Measure;
import org.ankurah.query.Path;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The statement of an aggregation: a row per group. Its figures are those of the evaluator to the last digit, so
 * some take a way of their own:
 *
 * <ul>
 *   <li>Sums of whole numbers and decimals are added up as {@code numeric}, which is exact and keeps the greatest
 *       scale. Those of floating point numbers depend on their order in SQL, so all values are fetched, 8 bytes each.
 *   <li>Means are made of sums and counts here.
 *   <li>The least decimal is found among pairs of value and scale, since equal ones of unlike scales are told apart.
 *       UUIDs and bytes, of which SQL knows no least before PostgreSQL 18, are wrapped into arrays, which have one.
 *   <li>Keys are put in order here, since SQL has no order of documents that others share.
 * </ul>
 */
final class AggregateSql {

    private final Aggregation aggregation;
    private final Joins joins;
    private final SqlWriter writer;
    private final List<String> columns = new ArrayList<>();
    private final List<Function<@Nullable Object[], Value>> keys = new ArrayList<>();
    private final List<Function<@Nullable Object[], Value>> figures = new ArrayList<>();

    AggregateSql(Aggregation aggregation, Joins joins, SqlWriter writer) {
        this.aggregation = aggregation;
        this.joins = joins;
        this.writer = writer;
        aggregation.keys().forEach(path -> keys.add(key(path)));
        aggregation.measures().forEach(measure -> figures.add(figure(measure)));
        // A row of one column would not come as a row, and without any there is nothing to select.
        for (int i = columns.size(); i < 2; i++) {
            columns.add("count(*)");
        }
    }

    String write() {
        String predicate = writer.write(aggregation.selection());
        StringBuilder text = new StringBuilder("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(columns.get(i))
                    .append(" AS c")
                    .append(i);
        }
        text.append(" FROM ")
                .append(joins.from())
                .append(" WHERE NOT t.\"deleted\" AND ")
                .append(predicate);
        if (!keys.isEmpty()) {
            text.append(
                    aggregation.keys().stream().map(joins::column).collect(Collectors.joining(", ", " GROUP BY ", "")));
            text.append(" LIMIT ").append(Aggregation.MAX_GROUPS + 1);
        }
        return text.toString();
    }

    List<Group> read(List<Object> rows) {
        Aggregation.checkGroups(rows.size());
        List<Group> groups = new ArrayList<>(rows.size());
        for (Object row : rows) {
            groups.add(new Group(values(keys, (Object[]) row), values(figures, (Object[]) row)));
        }
        groups.sort(Comparator.comparing(Group::key, GroupKeys.ORDER));
        return groups;
    }

    private static List<Value> values(List<Function<@Nullable Object[], Value>> readers, @Nullable Object[] row) {
        return readers.stream().map(reader -> reader.apply(row)).toList();
    }

    private Function<@Nullable Object[], Value> key(Path path) {
        String column = joins.column(path);
        ValueType type = path.type();
        if (type instanceof ValueType.ListType list) {
            return text(ListSql.write(column, list), text -> GroupKeys.shown(ListSql.read(text, list)));
        }
        if (type == Scalar.JSON || type == Scalar.DECIMAL) {
            return text(column, text -> GroupKeys.shown(SqlValues.parse(type, text)));
        }
        return plain(column, type);
    }

    private Function<@Nullable Object[], Value> figure(Measure measure) {
        Path path = measure.path();
        String column = joins.column(path);
        return switch (measure.function()) {
            case COUNT -> plain("count(*)", Scalar.LONG);
            case SUM -> sum(path, column);
            case AVG -> mean(path, column);
            case MIN -> extreme("min", path.type(), column);
            case MAX -> extreme("max", path.type(), column);
            case COUNT_DISTINCT -> plain("count(DISTINCT " + column + ")", Scalar.LONG);
        };
    }

    private Function<@Nullable Object[], Value> sum(Path path, String column) {
        int place = column(exactSum(path, column));
        return row -> {
            Object cell = row[place];
            if (cell == null) {
                return Value.NULL;
            }
            BigDecimal sum = readSum(cell);
            return Figures.sum(path, sum, sum.scale());
        };
    }

    private Function<@Nullable Object[], Value> mean(Path path, String column) {
        int place = column(exactSum(path, column));
        int count = column("count(" + column + ")");
        return row -> {
            Object cell = row[place];
            return cell == null
                    ? Value.NULL
                    : Figures.mean(path, readSum(cell), ((Value.Int) SqlValues.read(Scalar.LONG, row[count])).value());
        };
    }

    private static String exactSum(Path path, String column) {
        return path.type() == Scalar.DOUBLE
                ? "string_agg(float8send(" + column + "), CAST('' AS bytea))"
                : "CAST(sum(CAST(" + column + " AS numeric)) AS text)";
    }

    private static BigDecimal readSum(Object cell) {
        if (cell instanceof String text) {
            return new BigDecimal(text);
        }
        BigDecimal sum = BigDecimal.ZERO;
        ByteBuffer numbers = ByteBuffer.wrap((byte[]) cell);
        while (numbers.hasRemaining()) {
            sum = sum.add(new BigDecimal(numbers.getDouble()));
        }
        return sum;
    }

    private Function<@Nullable Object[], Value> extreme(String function, ValueType type, String column) {
        if (type == Scalar.DECIMAL) {
            String pair = first(function, column + ", CAST(scale(" + column + ") AS numeric)", column);
            return text(pair, text -> SqlValues.parse(type, text));
        }
        boolean wrapped = type == Scalar.UUID || type == Scalar.BYTES || type instanceof ValueType.RefType;
        return plain(wrapped ? first(function, column, column) : function + "(" + column + ")", type);
    }

    /** The first element of the least or greatest array. */
    private static String first(String function, String elements, String column) {
        return "(" + function + "(ARRAY[" + elements + "]) FILTER (WHERE " + column + " IS NOT NULL))[1]";
    }

    private Function<@Nullable Object[], Value> plain(String expression, ValueType type) {
        int place = column(expression);
        return row -> SqlValues.read(type, row[place]);
    }

    private Function<@Nullable Object[], Value> text(String expression, Function<String, Value> read) {
        int place = column("CAST(" + expression + " AS text)");
        return row -> {
            Object cell = row[place];
            return cell == null ? Value.NULL : read.apply((String) cell);
        };
    }

    /** The place of a column; what several figures need is computed once. */
    private int column(String expression) {
        int known = columns.indexOf(expression);
        if (known >= 0) {
            return known;
        }
        columns.add(expression);
        return columns.size() - 1;
    }
}

package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.type.descriptor.jdbc.ReactiveArrayJdbcType;
import org.hibernate.type.BasicArrayType;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.ArrayJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.LongJavaType;
import org.hibernate.type.descriptor.java.StringJavaType;
import org.hibernate.type.descriptor.java.UUIDJavaType;
import org.hibernate.type.descriptor.jdbc.BigIntJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.internal.BasicTypeImpl;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one statement. Values get into a statement only through here: each becomes a numbered
 * placeholder, whose text is what is put into the statement.
 *
 * <p>Statements avoid what Hibernate reads as a parameter of its own: casts are spelled {@code CAST}, and no
 * operator with a question mark or a colon is used.
 */
class Sql {

    private static final BasicType<Long> NUMBER = new BasicTypeImpl<>(LongJavaType.INSTANCE, BigIntJdbcType.INSTANCE);

    private static final BasicType<String> TEXT =
            new BasicTypeImpl<>(StringJavaType.INSTANCE, VarcharJdbcType.INSTANCE);

    /**
     * The types of array parameters. Left to itself Hibernate makes one anew for each parameter, and tries in vain to
     * register it, with an exception.
     */
    private static final BasicType<String[]> TEXTS = array(StringJavaType.INSTANCE, VarcharJdbcType.INSTANCE);

    private static final BasicType<UUID[]> IDS = array(UUIDJavaType.INSTANCE, UUIDJdbcType.INSTANCE);

    private final List<TypedParameterValue<?>> parameters = new ArrayList<>();

    /** A placeholder of the SQL type, for a value that is not null; it travels as text. */
    String value(Value value, ValueType type) {
        String text = SqlValues.text(value);
        if (text == null) {
            throw new IllegalArgumentException("null has no placeholder");
        }
        String placeholder = text(text, SqlTypes.of(type));
        return SqlTypes.isText(type) ? placeholder + SqlTypes.BY_CODE_POINT : placeholder;
    }

    /** A placeholder for text that is cast to the SQL type. */
    String text(String text, String type) {
        return "CAST(CAST(" + add(text, TEXT) + " AS text) AS " + type + ")";
    }

    /** A placeholder for text; null stands for null. */
    String text(@Nullable String text) {
        return "CAST(" + add(text, TEXT) + " AS text)";
    }

    /** A placeholder for a number. */
    String number(long number) {
        return "CAST(" + add(number, NUMBER) + " AS bigint)";
    }

    /** A placeholder for ids, as an array. */
    String ids(Collection<Ulid> ids) {
        return "CAST(" + add(ids.stream().map(Ulid::toUuid).toArray(UUID[]::new), IDS) + " AS uuid[])";
    }

    /** A placeholder for texts, as an array; null stands for null. */
    String texts(@Nullable String[] texts) {
        return "CAST(" + add(texts, TEXTS) + " AS text[])";
    }

    private static <T> BasicType<T[]> array(JavaType<T> element, JdbcType elementInSql) {
        return new BasicArrayType<>(
                new BasicTypeImpl<>(element, elementInSql),
                new ReactiveArrayJdbcType(elementInSql),
                new ArrayJavaType<>(element));
    }

    private <T> String add(@Nullable T value, BasicType<T> type) {
        parameters.add(TypedParameterValue.of(type, value));
        return placeholder(parameters.size());
    }

    /** How the n-th parameter is written; the first is 1. */
    String placeholder(int n) {
        return "?" + n;
    }

    /** The parameters, in their order. */
    List<TypedParameterValue<?>> parameters() {
        return parameters;
    }

    /** The rows of a query; a row of one column is that column, any other an array. */
    Uni<List<Object>> rows(Mutiny.StatelessSession session, String text) {
        return rows(session, text, Object.class);
    }

    /** The entities of a query. */
    <T> Uni<List<T>> rows(Mutiny.StatelessSession session, String text, Class<T> type) {
        return rows(session.createNativeQuery(text, type));
    }

    private <T> Uni<List<T>> rows(Mutiny.SelectionQuery<T> query) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query.getResultList();
    }

    /** Runs a statement that changes something. */
    Uni<Integer> execute(Mutiny.StatelessSession session, String text) {
        Mutiny.Query<Object> query = session.createNativeQuery(text);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query.executeUpdate();
    }
}

package org.ankurah.demo;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ankurah.model.PartCondition;
import org.ankurah.model.PartCondition.Relation;
import org.ankurah.model.PropertyType;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Money as values of properties. Only amounts of one currency compare. */
@Singleton
public class MoneyType implements PropertyType<Money> {

    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";

    @Override
    public Class<Money> javaClass() {
        return Money.class;
    }

    @Override
    public String name() {
        return "Money";
    }

    @Override
    public String description() {
        return "An amount of money, such as `{amount: \"9.90\", currency: \"EUR\"}`. The amount is written as a string, and"
                + " read from a string or a number.";
    }

    /** In the order in which money is sorted. */
    @Override
    public Map<String, Scalar> parts() {
        Map<String, Scalar> parts = new LinkedHashMap<>();
        parts.put(CURRENCY, Scalar.STRING);
        parts.put(AMOUNT, Scalar.DECIMAL);
        return parts;
    }

    @Override
    public Value toValue(Money money) {
        return new Value.Doc(object(new Json.Num(money.amount()), money));
    }

    @Override
    public Money fromValue(Value value) {
        Members members =
                Members.of(((Value.Doc) value).value(), "{amount: \"9.90\", currency: \"EUR\"}", AMOUNT, CURRENCY);
        return new Money(members.decimal(AMOUNT), members.text(CURRENCY));
    }

    /** Some readers of JSON cut the digits of a number, so the amount travels as text. */
    @Override
    public Json show(Money money) {
        return object(new Json.Str(money.amount().toPlainString()), money);
    }

    @Override
    public List<Operator> operators() {
        return List.of(
                comparing("lt", Relation.LT, "Less than this, in the same currency."),
                comparing("lte", Relation.LE, "Less than this or equal, in the same currency."),
                comparing("gt", Relation.GT, "More than this, in the same currency."),
                comparing("gte", Relation.GE, "More than this or equal, in the same currency."));
    }

    private static Operator comparing(String name, Relation relation, String description) {
        return Operator.of(
                name,
                description,
                given -> PartCondition.all(
                        PartCondition.is(CURRENCY, Relation.EQ, Objects.requireNonNull(given.get(CURRENCY))),
                        PartCondition.is(AMOUNT, relation, Objects.requireNonNull(given.get(AMOUNT)))));
    }

    private static Json object(Json amount, Money money) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(AMOUNT, amount);
        members.put(CURRENCY, new Json.Str(money.currency()));
        return new Json.Obj(members);
    }
}

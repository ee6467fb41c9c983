package org.ankurah.demo;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.PartCondition;
import org.ankurah.model.PartCondition.Relation;
import org.ankurah.model.PropertyType;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Places as values of properties, with the question whether one lies in a box. */
@Singleton
public class GeoPointType implements PropertyType<GeoPoint> {

    private static final String LAT = "lat";
    private static final String LON = "lon";

    @Override
    public Class<GeoPoint> javaClass() {
        return GeoPoint.class;
    }

    @Override
    public String name() {
        return "GeoPoint";
    }

    @Override
    public String description() {
        return "A place on Earth in degrees, such as `{lat: 52.52, lon: 13.405}`.";
    }

    @Override
    public Map<String, Scalar> parts() {
        Map<String, Scalar> parts = new LinkedHashMap<>();
        parts.put(LAT, Scalar.DECIMAL);
        parts.put(LON, Scalar.DECIMAL);
        return parts;
    }

    @Override
    public Value toValue(GeoPoint point) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(LAT, new Json.Num(point.lat()));
        members.put(LON, new Json.Num(point.lon()));
        return new Value.Doc(new Json.Obj(members));
    }

    @Override
    public GeoPoint fromValue(Value value) {
        Members members = Members.of(((Value.Doc) value).value(), "{lat: 52.52, lon: 13.405}", LAT, LON);
        return new GeoPoint(members.decimal(LAT), members.decimal(LON));
    }

    @Override
    public List<Operator> operators() {
        Map<String, Scalar> box = new LinkedHashMap<>();
        box.put("south", Scalar.DECIMAL);
        box.put("west", Scalar.DECIMAL);
        box.put("north", Scalar.DECIMAL);
        box.put("east", Scalar.DECIMAL);
        return List.of(new Operator(
                "within",
                "Lies in this box, or on its edge. A box whose `west` is greater than its `east` crosses the date line;"
                        + " one that reaches a pole holds the pole.",
                box,
                GeoPointType::within));
    }

    private static PartCondition within(Map<String, Value> box) {
        BigDecimal south = angle(box, "south", GeoPoint.POLE);
        BigDecimal north = angle(box, "north", GeoPoint.POLE);
        BigDecimal west = angle(box, "west", GeoPoint.DATE_LINE);
        BigDecimal east = angle(box, "east", GeoPoint.DATE_LINE);
        if (south.compareTo(north) > 0) {
            throw new IllegalArgumentException("south is north of north; exchange them");
        }
        PartCondition longitude = west.compareTo(east) <= 0
                ? PartCondition.between(LON, number(west), number(east))
                : PartCondition.any(
                        PartCondition.is(LON, Relation.GE, number(west)),
                        PartCondition.is(LON, Relation.LE, number(east)));
        // The date line is stored as 180, and a pole has all longitudes.
        PartCondition dateLine = west.abs().compareTo(GeoPoint.DATE_LINE) == 0
                ? PartCondition.is(LON, Relation.EQ, number(GeoPoint.DATE_LINE))
                : PartCondition.any();
        PartCondition pole = PartCondition.any(
                PartCondition.is(LAT, Relation.EQ, number(GeoPoint.POLE)),
                PartCondition.is(LAT, Relation.EQ, number(GeoPoint.POLE.negate())));
        return PartCondition.all(
                PartCondition.between(LAT, number(south), number(north)), PartCondition.any(longitude, dateLine, pole));
    }

    private static BigDecimal angle(Map<String, Value> box, String name, BigDecimal limit) {
        if (box.get(name) instanceof Value.Decimal decimal) {
            return GeoPoint.checked(name, decimal.value(), limit);
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    private static Value number(BigDecimal number) {
        return new Value.Decimal(number);
    }
}

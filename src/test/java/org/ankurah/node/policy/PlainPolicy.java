package org.ankurah.node.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.ankurah.model.Right;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a policy allows, decided plainly and slowly: for one entity, one right and one entry at a time, with rules
 * written in Java beside their text.
 */
final class PlainPolicy {

    /** The entity of a deal, with what stands at the end of its reference. */
    record Row(
            String owner,
            String region,
            @Nullable Integer value,
            @Nullable String repRegion) {}

    /** A rule as text and as code; the code answers nothing if a claim is missing or unfit. */
    record PlainRule(String text, boolean beyond, BiFunction<Row, Map<String, Json>, Optional<Boolean>> holds) {}

    /** An entry of a role. */
    record PlainEntry(
            String role, Set<Right> allow, @Nullable PlainRule rule, Set<String> hide, Set<String> freeze) {}

    /** Rules of all kinds. */
    static final List<PlainRule> RULES = List.of(
            new PlainRule(
                    "owner = $jwt.sub",
                    false,
                    (row, claims) -> text(claims, "sub").map(row.owner()::equals)),
            new PlainRule(
                    "NOT owner = $jwt.sub",
                    false,
                    (row, claims) -> text(claims, "sub").map(sub -> !row.owner().equals(sub))),
            new PlainRule(
                    "region IN $jwt.regions",
                    false,
                    (row, claims) -> texts(claims).map(regions -> regions.contains(row.region()))),
            new PlainRule(
                    "region NOT IN $jwt.regions OR owner = 'a'",
                    false,
                    (row, claims) -> texts(claims)
                            .map(regions -> !regions.contains(row.region())
                                    || row.owner().equals("a"))),
            new PlainRule(
                    "owner = $jwt.sub AND region IN $jwt.regions",
                    false,
                    (row, claims) -> text(claims, "sub")
                            .flatMap(sub -> texts(claims)
                                    .map(regions -> row.owner().equals(sub) && regions.contains(row.region())))),
            new PlainRule(
                    "value < $jwt.most",
                    false,
                    (row, claims) -> number(claims).map(most -> row.value() != null && row.value() < most)),
            new PlainRule(
                    "NOT value < $jwt.most",
                    false,
                    (row, claims) -> number(claims).map(most -> row.value() != null && row.value() >= most)),
            new PlainRule(
                    "value IS NULL OR owner = 'b'",
                    false,
                    (row, claims) ->
                            Optional.of(row.value() == null || row.owner().equals("b"))),
            new PlainRule(
                    "owner = 'a'",
                    false,
                    (row, claims) -> Optional.of(row.owner().equals("a"))),
            new PlainRule("TRUE", false, (row, claims) -> Optional.of(true)),
            new PlainRule(
                    "rep.region = $jwt.sub",
                    true,
                    (row, claims) -> text(claims, "sub").map(sub -> sub.equals(row.repRegion()))));

    private final List<PlainEntry> entries;
    private final Set<String> roles;
    private final Map<String, Json> claims;

    PlainPolicy(List<PlainEntry> entries, Set<String> roles, Map<String, Json> claims) {
        this.entries = entries;
        this.roles = roles;
        this.claims = claims;
    }

    private static Optional<String> text(Map<String, Json> claims, String name) {
        return claims.get(name) instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Optional<List<String>> texts(Map<String, Json> claims) {
        boolean fits = claims.get("regions") instanceof Json.Arr list
                && list.value().stream().allMatch(Json.Str.class::isInstance);
        return fits
                ? Optional.of(((Json.Arr) claims.get("regions"))
                        .value().stream().map(each -> ((Json.Str) each).value()).toList())
                : Optional.empty();
    }

    private static Optional<Integer> number(Map<String, Json> claims) {
        return claims.get("most") instanceof Json.Num number
                ? Optional.of(number.value()).map(BigDecimal::intValueExact)
                : Optional.empty();
    }

    boolean may(Right right, Row row) {
        boolean granted = roles.stream().anyMatch(role -> grants(role, right, row));
        return switch (right) {
            case RETRIEVE -> roles.stream().anyMatch(role -> retrieves(role, row));
            case HISTORY -> granted && may(Right.RETRIEVE, row);
            case READ, CREATE, UPDATE, DELETE, ALL -> granted;
        };
    }

    /** Of an entity that may be retrieved. */
    boolean shows(String property, Row row) {
        return roles.stream().anyMatch(role -> retrieves(role, row) && !hides(role, property));
    }

    /** Of an entity that may be updated. */
    boolean changes(String property, Row row) {
        return roles.stream()
                .anyMatch(role -> grants(role, Right.UPDATE, row)
                        && !hides(role, property)
                        && entries.stream()
                                .noneMatch(entry -> entry.role().equals(role)
                                        && entry.freeze().contains(property)));
    }

    /** Whether some rule looks beyond the entity, so that a property may be shown in fewer of them. */
    boolean looksBeyond() {
        return entries.stream()
                .anyMatch(entry -> roles.contains(entry.role())
                        && entry.rule() != null
                        && entry.rule().beyond());
    }

    private boolean hides(String role, String property) {
        return entries.stream()
                .anyMatch(entry -> entry.role().equals(role) && entry.hide().contains(property));
    }

    private boolean retrieves(String role, Row row) {
        return grants(role, Right.READ, row) || grants(role, Right.RETRIEVE, row);
    }

    private boolean grants(String role, Right right, Row row) {
        List<PlainEntry> concerned = entries.stream()
                .filter(entry -> entry.role().equals(role)
                        && (entry.allow().contains(right) || entry.allow().contains(Right.ALL)))
                .toList();
        return !concerned.isEmpty() && concerned.stream().allMatch(entry -> holds(entry, row));
    }

    private boolean holds(PlainEntry entry, Row row) {
        return entry.rule() == null || entry.rule().holds().apply(row, claims).orElse(false);
    }
}

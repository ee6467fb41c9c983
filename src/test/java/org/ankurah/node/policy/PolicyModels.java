package org.ankurah.node.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Right;
import org.ankurah.node.Identity;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Predicate;
import org.ankurah.query.QueryRows;
import org.ankurah.query.Selection;
import org.ankurah.query.Truth;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Value;

/** Models, grants and identities for tests of policies. */
final class PolicyModels {

    @Model
    record Rep(String email, String region) {}

    @Model
    record Deal(
            String owner,
            String region,
            Integer value,
            String note,
            String secret,
            List<String> tags,
            Json details,
            Ref<Rep> rep) {}

    static final RecordModels RECORDS = RecordModels.read(List.of(Rep.class, Deal.class));
    static final Models MODELS = RECORDS.models();
    static final ModelDescriptor DEAL = MODELS.get("deal");

    private PolicyModels() {}

    /** Rights as a policy file lists them. */
    static Set<Right> rights(String names) {
        Set<Right> rights = new TreeSet<>();
        Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .forEach(name -> rights.add(Right.valueOf(name.toUpperCase(java.util.Locale.ROOT))));
        return rights;
    }

    static Grant grant(String role, String rights) {
        return new Grant(said(role), said("deal"), rights(rights), null, List.of(), List.of());
    }

    static Grant grant(String role, String rights, String where) {
        return new Grant(said(role), said("deal"), rights(rights), said(where), List.of(), List.of());
    }

    static Grant hiding(Grant grant, String... properties) {
        return new Grant(
                grant.role(), grant.collection(), grant.allow(), grant.where(), all(properties), grant.freeze());
    }

    static Grant freezing(Grant grant, String... properties) {
        return new Grant(grant.role(), grant.collection(), grant.allow(), grant.where(), grant.hide(), all(properties));
    }

    static Grant about(String collection, Grant grant) {
        return new Grant(grant.role(), said(collection), grant.allow(), grant.where(), grant.hide(), grant.freeze());
    }

    static Said said(String text) {
        return new Said(text, "test: " + text);
    }

    private static List<Said> all(String... texts) {
        return Arrays.stream(texts).map(PolicyModels::said).toList();
    }

    /** Somebody with roles and claims, the latter as a JSON object. */
    static Identity somebody(String claims, String... roles) {
        Map<String, Json> members = new HashMap<>(((Json.Obj) JsonText.parse(claims)).value());
        return new Identity("somebody", Set.of(roles), members);
    }

    /** Whether a condition is true of an entity that looks at no other. */
    static boolean holds(Predicate predicate, EntityState entity) {
        return holds(predicate, entity, Entities.NONE);
    }

    static boolean holds(Predicate predicate, EntityState entity, Entities entities) {
        return CompiledSelection.of(new Selection(entity.model(), predicate, List.of(), null))
                        .test(entity, entities)
                == Truth.TRUE;
    }

    static EntityState deal(String owner, String region, Integer value) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("owner", new Value.Str(owner));
        values.put("region", new Value.Str(region));
        if (value != null) {
            values.put("value", new Value.Int(value));
        }
        QueryRows rows = new QueryRows();
        rows.add(DEAL, values, false);
        return rows.states().get(0);
    }
}

package org.ankurah.server.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ankurah.model.Right;
import org.ankurah.node.policy.Grant;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.node.policy.Said;
import org.ankurah.query.Nearest;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the text of a policy, YAML or JSON:
 *
 * <pre>
 * roles:
 *   sales:                                    # the role
 *     customer:                               # the collection; "*" is all that the role does not name
 *       - allow: [read, update]
 *         where: supportRep.email = $jwt.email
 *         hide: [fax]
 *         freeze: [email]
 *       - allow: [create]                     # a single entry needs no list
 * </pre>
 *
 * <p>It is strict: what it does not know is refused, with its place.
 */
final class PolicyText {

    private static final String ALLOW = "allow";
    private static final String WHERE = "where";
    private static final String HIDE = "hide";
    private static final String FREEZE = "freeze";
    private static final Set<String> ENTRY = Set.of(ALLOW, WHERE, HIDE, FREEZE);

    private static final List<String> RIGHTS = Arrays.stream(Right.values())
            .map(right -> right.name().toLowerCase(Locale.ROOT))
            .toList();

    private final YamlTree tree;
    private final List<Grant> grants = new ArrayList<>();

    private PolicyText(YamlTree tree) {
        this.tree = tree;
    }

    /**
     * Reads the grants of a text.
     *
     * @param name how places are called
     * @throws PolicyException when it is no policy
     */
    static List<Grant> read(String name, String text) {
        PolicyText reader = new PolicyText(new YamlTree(name));
        reader.document(reader.tree.read(text));
        return reader.grants;
    }

    private void document(Node root) {
        boolean found = false;
        for (YamlTree.Member member : tree.members(root, "a policy, which begins with roles:", Set.of("roles"))) {
            found = true;
            for (YamlTree.Member role : tree.members(member.value(), "roles with what they may do", null)) {
                for (YamlTree.Member collection :
                        tree.members(role.value(), "collections with what the role may do", null)) {
                    entries(role.key(), collection.key(), collection.value());
                }
            }
        }
        if (!found) {
            throw tree.error(root, "expected roles:");
        }
    }

    private void entries(Said role, Said collection, Node value) {
        List<Node> entries = tree.elements(value);
        if (entries.isEmpty()) {
            throw tree.error(value, "expected an entry, such as {allow: [read]}");
        }
        entries.forEach(entry -> grants.add(entry(role, collection, entry)));
    }

    private Grant entry(Said role, Said collection, Node entry) {
        Set<Right> allow = EnumSet.noneOf(Right.class);
        Said where = null;
        List<Said> hide = List.of();
        List<Said> freeze = List.of();
        List<YamlTree.Member> members = tree.members(entry, "an entry, such as {allow: [read]}", ENTRY);
        for (YamlTree.Member member : members) {
            switch (member.key().text()) {
                case ALLOW ->
                    tree.texts(member.value(), "rights, such as [read, update]")
                            .forEach(said -> allow.add(right(said)));
                case WHERE -> where = tree.text(member.value(), "a rule, such as owner = $jwt.sub");
                case HIDE -> hide = tree.texts(member.value(), "names of properties");
                case FREEZE -> freeze = tree.texts(member.value(), "names of properties");
                default -> throw new IllegalStateException("unknown keys are refused before");
            }
        }
        if (allow.isEmpty() && hide.isEmpty() && freeze.isEmpty()) {
            throw tree.error(entry, "this entry says nothing: allow, hide or freeze something");
        }
        return new Grant(role, collection, allow, where, hide, freeze);
    }

    private static Right right(Said said) {
        if (!RIGHTS.contains(said.text())) {
            String nearest = Nearest.hint(said.text(), RIGHTS);
            throw new PolicyException(said.place() + ": there is no right \"" + said.text() + "\""
                    + (nearest.isEmpty() ? "; rights are " + String.join(", ", RIGHTS) + "." : nearest));
        }
        return Right.valueOf(said.text().toUpperCase(Locale.ROOT));
    }
}

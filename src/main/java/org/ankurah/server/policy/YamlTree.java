package org.ankurah.server.policy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.node.policy.Said;
import org.ankurah.query.Nearest;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML or JSON text as a tree whose nodes know their places. Nothing is made of its tags, and it has no aliases, so
 * that it is never larger than the text.
 */
final class YamlTree {

    /** A policy needs five levels. */
    private static final int MAX_DEPTH = 10;

    private static final Pattern ESCAPE = Pattern.compile("\\\\.");

    private final String name;

    /** @param name how places are called */
    YamlTree(String name) {
        this.name = name;
    }

    /** A key with its value. */
    record Member(Said key, Node value) {}

    /**
     * Reads a text.
     *
     * @throws PolicyException when it is neither YAML nor JSON, or is empty
     */
    Node read(String text) {
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(text.length() + 1);
        try {
            Node root = new Yaml(options).compose(new StringReader(json ? asYaml(text) : text));
            if (root == null) {
                throw new PolicyException(name + ": the file is empty.");
            }
            return root;
        } catch (MarkedYAMLException unreadable) {
            boolean star = String.valueOf(unreadable.getContext()).contains("alias");
            String hint = star ? "; the star goes into quotes: \"*\"" : "";
            throw error(unreadable.getProblemMark(), unreadable.getProblem() + hint);
        } catch (YAMLException unreadable) {
            throw new PolicyException(name + ": " + unreadable.getMessage());
        }
    }

    /** JSON may be indented with tabs, and may escape slashes; YAML may not. Within its texts JSON has no tabs. */
    private static String asYaml(String json) {
        return ESCAPE.matcher(json.replace('\t', ' '))
                .replaceAll(escape -> escape.group().equals("\\/") ? "/" : Matcher.quoteReplacement(escape.group()));
    }

    /**
     * The members of a mapping in their order.
     *
     * @param known the only keys that it may have; null for any
     */
    List<Member> members(Node node, String expected, @Nullable Set<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, "expected " + expected);
        }
        List<Member> members = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Said key = text(tuple.getKeyNode(), "a name");
            if (known != null && !known.contains(key.text())) {
                throw error(tuple.getKeyNode(), "\"" + key.text() + "\" is not known here" + hint(key.text(), known));
            }
            if (!seen.add(key.text())) {
                throw error(tuple.getKeyNode(), "\"" + key.text() + "\" stands here twice");
            }
            members.add(new Member(key, tuple.getValueNode()));
        }
        return members;
    }

    private static String hint(String key, Set<String> known) {
        String nearest = Nearest.hint(key, known);
        return nearest.isEmpty()
                ? "; expected " + String.join(", ", known.stream().sorted().toList())
                : nearest;
    }

    /** The elements of a sequence; of anything else, itself. */
    List<Node> elements(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** The texts of a sequence, or a single one. */
    List<Said> texts(Node node, String expected) {
        return elements(node).stream().map(element -> text(element, expected)).toList();
    }

    /** A text. */
    Said text(Node node, String expected) {
        if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(node.getTag())) {
            throw error(node, "expected " + expected);
        }
        return new Said(scalar.getValue(), place(node.getStartMark()));
    }

    PolicyException error(Node node, String what) {
        return error(node.getStartMark(), what);
    }

    private PolicyException error(@Nullable Mark mark, String what) {
        return new PolicyException(place(mark) + ": " + what + (what.endsWith("?") ? "" : "."));
    }

    private String place(@Nullable Mark mark) {
        return mark == null ? name : name + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}

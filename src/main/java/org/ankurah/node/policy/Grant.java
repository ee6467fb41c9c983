package org.ankurah.node.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.model.Right;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a policy, as it was written: what a role may do with the entities of a collection. Several entries of
 * one role for one right must all hold.
 *
 * @param role who may
 * @param collection with the entities of which collection; {@value #OTHERS} for all that the role does not name
 * @param allow what it may do
 * @param where with which of the entities, as the text of a rule; null for all
 * @param hide properties that the role does not see, whatever else allows it to see the entity
 * @param freeze properties that the role does not change, whatever else allows it to change the entity
 */
public record Grant(
        Said role,
        Said collection,
        Set<Right> allow,
        @Nullable Said where,
        List<Said> hide,
        List<Said> freeze) {

    /** Stands for all collections that a role does not name. */
    public static final String OTHERS = "*";

    public Grant {
        allow = allow.contains(Right.ALL)
                ? Arrays.stream(Right.values()).collect(Collectors.toUnmodifiableSet())
                : Set.copyOf(allow);
        hide = List.copyOf(hide);
        freeze = List.copyOf(freeze);
    }
}

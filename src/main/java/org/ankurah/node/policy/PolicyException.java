package org.ankurah.node.policy;

import java.util.List;

/** A policy makes no sense. The message names each problem and its place, for whoever wrote it. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** More problems are not told at once: they often have one cause. */
    private static final int MAX_TOLD = 10;

    public PolicyException(String message) {
        super(message);
    }

    static PolicyException of(List<String> problems) {
        List<String> told = problems.subList(0, Math.min(problems.size(), MAX_TOLD));
        String rest = problems.size() > MAX_TOLD ? " And " + (problems.size() - MAX_TOLD) + " more." : "";
        return new PolicyException(String.join(" ", told) + rest);
    }
}

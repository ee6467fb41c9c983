package org.ankurah.model;

import java.util.List;

/** The declared models cannot work. One exception tells all that is wrong, so that it can be mended in one go. */
public final class ModelException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String[] problems;

    ModelException(List<String> problems) {
        super(message(problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** What is wrong, one sentence each, beginning with the place: the model, or model and component. */
    public List<String> problems() {
        return List.of(problems);
    }

    private static String message(List<String> problems) {
        String head = problems.size() == 1 ? "The models have a problem:" : "The models have problems:";
        return head + "\n  - " + String.join("\n  - ", problems);
    }
}

package org.ankurah.node.upkeep;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.event.MalformedBytesException;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.Answer;
import org.ankurah.storage.RequestKey;
import org.ankurah.storage.StoreView;
import org.ankurah.value.Ulid;

/**
 * Checks the answers kept for requests that may be sent again: each names a transaction, and where the log has it.
 * That the events of a transaction follow each other is checked with the log, so its first and its last are enough.
 */
final class AnswerCheck {

    private static final int PAGE = 2_000;

    private final StoreView view;
    private final Consumer<Finding> findings;

    AnswerCheck(StoreView view, Consumer<Finding> findings) {
        this.view = view;
        this.findings = findings;
    }

    void run() {
        RequestKey last = RequestKey.FIRST;
        while (true) {
            Map<RequestKey, byte[]> page = Await.done(view.answers(last, PAGE));
            if (page.isEmpty()) {
                return;
            }
            check(page);
            for (RequestKey key : page.keySet()) {
                last = key;
            }
        }
    }

    private void check(Map<RequestKey, byte[]> page) {
        Map<RequestKey, Answer> answers = new LinkedHashMap<>();
        Set<Long> ends = new HashSet<>();
        page.forEach((key, bytes) -> {
            try {
                Answer answer = Answer.decode(bytes);
                answers.put(key, answer);
                if (answer.position() > answer.base()) {
                    ends.add(answer.base() + 1);
                    ends.add(answer.position());
                }
            } catch (MalformedBytesException unreadable) {
                report(key, "it cannot be read: " + unreadable.getMessage());
            }
        });
        Map<Long, Ulid> transactions = Await.done(view.transactions(ends));
        answers.forEach((key, answer) -> check(key, answer, transactions));
    }

    private void check(RequestKey key, Answer answer, Map<Long, Ulid> transactions) {
        long events = answer.writes().stream().mapToLong(Answer.Write::events).sum();
        if (events != answer.position() - answer.base()) {
            report(
                    key,
                    "its writes have " + events + " events, but it names the positions behind " + answer.base()
                            + " up to " + answer.position());
        } else if (events > 0
                && !(answer.transactionId().equals(transactions.get(answer.base() + 1))
                        && answer.transactionId().equals(transactions.get(answer.position())))) {
            report(
                    key,
                    "behind position " + answer.base() + " up to " + answer.position() + " the log does not have its"
                            + " transaction " + answer.transactionId());
        }
    }

    /** Keys are chosen by clients, and may hold anything. */
    private void report(RequestKey key, String what) {
        String name = (key.scope().isEmpty() ? key.key() : key.scope() + " " + key.key()).replaceAll("\\p{Cntrl}", "?");
        findings.accept(new Finding(Kind.ANSWER, "answer to the request " + name, what));
    }
}

package org.ankurah.node.policy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.Policy;

/** A policy made of rules, which can be replaced by others at any time. Safe to use from any thread. */
public final class RulePolicy implements Policy {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile PolicyRules rules;

    public RulePolicy(PolicyRules rules) {
        this.rules = rules;
    }

    @Override
    public Access of(Identity identity) {
        return rules.resolve(identity);
    }

    @Override
    public Runnable onChange(Runnable listener) {
        // Wrapped, so that each registration ends alone.
        Runnable own = () -> listener.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Puts other rules in force, then tells the listeners. */
    public void replace(PolicyRules others) {
        rules = others;
        listeners.forEach(Runnable::run);
    }
}

package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import org.ankurah.storage.StorageEngine;

/**
 * A store as one process sees it: what is asked of it happens a little later, and the answer comes later still. When the
 * process dies, what has not happened yet never does, and nobody hears of what did.
 */
final class SimStorage {

    private final StorageEngine store;
    private final SimSchedule schedule;
    private final Random random;
    private final int slowness;
    private boolean dead;

    /** @param slowness how many of a hundred steps take some time */
    SimStorage(StorageEngine store, SimSchedule schedule, Random random, int slowness) {
        this.store = store;
        this.schedule = schedule;
        this.random = random;
        this.slowness = slowness;
    }

    StorageEngine engine() {
        return (StorageEngine) Proxy.newProxyInstance(
                StorageEngine.class.getClassLoader(), new Class<?>[] {StorageEngine.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(store, args);
                        return answer instanceof Uni<?> uni ? later(uni) : answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    void die() {
        dead = true;
    }

    private <T> Uni<T> later(Uni<T> uni) {
        return Uni.createFrom()
                .emitter(emitter -> later(() -> uni.subscribe()
                        .with(
                                item -> later(() -> emitter.complete(item)),
                                failure -> later(() -> emitter.fail(failure)))));
    }

    private void later(Runnable task) {
        if (dead) {
            return;
        }
        if (slowness == 0 || random.nextInt(100) >= slowness) {
            task.run();
            return;
        }
        schedule.after(random.nextInt(20_000), () -> {
            if (!dead) {
                task.run();
            }
        });
    }
}

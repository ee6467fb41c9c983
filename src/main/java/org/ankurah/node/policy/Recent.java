package org.ankurah.node.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what was made of keys lately, at most twice a number of them: two generations, of which the older one is
 * forgotten when the younger one is full. What is asked for often moves on to the younger one. Safe to use from any
 * thread, and it seldom waits.
 */
final class Recent<K, V> {

    private final int size;
    private volatile Map<K, V> young = new ConcurrentHashMap<>();
    private volatile Map<K, V> old = Map.of();

    Recent(int size) {
        this.size = size;
    }

    V get(K key, Function<K, V> make) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        value = old.get(key);
        V kept = value == null ? make.apply(key) : value;
        keep(key, kept);
        return kept;
    }

    private void keep(K key, V value) {
        if (young.size() >= size) {
            grow();
        }
        young.put(key, value);
    }

    private synchronized void grow() {
        if (young.size() >= size) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}

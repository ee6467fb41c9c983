package org.ankurah.server;

import java.util.Locale;

/** Where the server keeps its data. */
enum StorageKind {
    /** In PostgreSQL, the embedded one or another. */
    POSTGRESQL,
    /** In files below the data directory, by RocksDB; for one server. */
    ROCKSDB,
    /** In a TiKV cluster; for one server at a time. */
    TIKV,
    /** In memory, as long as the server runs. */
    MEMORY;

    /** The kind that a setting names. */
    static StorageKind read(ServerConfig config, SettingReader reader) {
        for (StorageKind kind : values()) {
            if (kind.name().equals(config.storage().strip().toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        reader.wrong("ankurah.storage", "postgresql, rocksdb, tikv or memory", config.storage());
        return POSTGRESQL;
    }
}

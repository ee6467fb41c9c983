/** The ordered store of bytes on RocksDB, a library that keeps its data in files of one directory. */
@NullMarked
package org.ankurah.storage.rocksdb;

import org.jspecify.annotations.NullMarked;

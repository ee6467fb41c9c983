package org.ankurah.event;

/** SHA-256. An interface, because the core runs where the JDK's own implementation does not exist. */
@FunctionalInterface
public interface Digest {

    /** The 32 bytes of the input's SHA-256. Pure; may be called from any thread. */
    byte[] sha256(byte[] input);
}

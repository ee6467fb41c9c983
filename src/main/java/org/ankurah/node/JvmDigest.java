package org.ankurah.node;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.ankurah.event.Digest;

/** SHA-256 as the JDK has it. Thread-safe. */
public final class JvmDigest implements Digest {

    @Override
    public byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

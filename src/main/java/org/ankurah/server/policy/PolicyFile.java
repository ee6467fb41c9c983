package org.ankurah.server.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.ankurah.model.Models;
import org.ankurah.node.policy.PolicyException;
import org.ankurah.node.policy.PolicyRules;

/** A policy in a file. */
final class PolicyFile {

    /** Some ten thousand entries; whoever has more has mistaken the file. */
    private static final int MAX_BYTES = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final Models models;

    PolicyFile(Path path, Models models) {
        this.path = path;
        this.models = models;
    }

    Path path() {
        return path;
    }

    /**
     * What the file holds now.
     *
     * @throws PolicyException when it cannot be read, or is too large to be a policy
     */
    byte[] bytes() {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new PolicyException(path + " is larger than " + MAX_BYTES + " bytes, so it is no policy.");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new PolicyException("There is no policy file " + path + ".");
        } catch (IOException unreadable) {
            throw new PolicyException("The policy file " + path + " cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * The rules that these contents say.
     *
     * @throws PolicyException when they make no sense
     */
    PolicyRules rules(byte[] bytes) {
        return PolicyRules.of(models, PolicyText.read(path.toString(), text(bytes)));
    }

    private String text(byte[] bytes) {
        boolean mark = bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), BYTE_ORDER_MARK);
        int start = mark ? BYTE_ORDER_MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException garbled) {
            throw new PolicyException(path + " is not a text in UTF-8.");
        }
    }
}

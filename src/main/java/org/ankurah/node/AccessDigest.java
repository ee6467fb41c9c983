package org.ankurah.node;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;

/** Stands for what somebody may see: two of them are equal if the same rules hold for the same person. */
final class AccessDigest {

    private static final int BYTES = 8;

    private AccessDigest() {}

    /** The digest of what may be seen through a context; it is the same on every server that has the same rules. */
    static String of(Context context) {
        Access access = context.asker().access();
        StringBuilder text = new StringBuilder();
        text.append(access.others().equals(Rights.ALL))
                .append(context.identity().actor());
        new TreeMap<>(access.rights())
                .forEach((collection, rights) -> text.append('\n')
                        .append(collection)
                        .append(rights.read())
                        .append(rights.retrieve())
                        .append(new TreeMap<>(rights.shown())));
        byte[] digest = new JvmDigest().sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}

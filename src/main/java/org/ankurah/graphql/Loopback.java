package org.ankurah.graphql;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Tells addresses of the machine itself from others. */
final class Loopback {

    private Loopback() {}

    /** The bytes of an address as text; null if it is none. */
    static byte @Nullable [] bytes(@Nullable String address) {
        return address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
    }

    static boolean is(@Nullable String address) {
        byte[] bytes = bytes(address);
        try {
            return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("these are the bytes of an address", e);
        }
    }
}

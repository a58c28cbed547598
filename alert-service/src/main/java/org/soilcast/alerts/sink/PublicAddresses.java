package org.soilcast.alerts.sink;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses belong to the public network: a sinks file of somebody else must not make this machine ask its
 * neighbours. Private, loopback, link-local, carrier-grade, benchmark, multicast and reserved blocks do not (RFC 6890), nor
 * do IPv6 addresses with such an IPv4 address inside (NAT64, 6to4).
 */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = word(bytes, 0);
        boolean uniqueLocal = (first & 0xFE00) == 0xFC00;
        boolean documentation = first == 0x2001 && word(bytes, 2) == 0x0DB8;
        boolean discard = first == 0x0100;
        if (uniqueLocal || documentation || discard) {
            return false;
        }
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        boolean embedsIpv4 = first == 0x0064 && word(bytes, 2) == 0xFF9B || first == 0;
        return !embedsIpv4 || isPublic4(bytes, 12);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int third = bytes[at + 2] & 0xFF;
        boolean special = first == 0
                || first == 10
                || first == 127
                || first == 100 && second >= 64 && second < 128
                || first == 169 && second == 254
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second == 18 || second == 19)
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113;
        return !special && first < 224;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}

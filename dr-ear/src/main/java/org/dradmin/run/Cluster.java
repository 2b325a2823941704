package org.dradmin.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/** Who shares sessions with this node. Members are listed one by one; a node never joins whoever is near. */
final class Cluster {

    private Cluster() {
    }

    /** Alone, a node keeps its sessions in memory: there is nobody to hand them to, which the server would say at each request. */
    static boolean isOf(Settings settings) {
        return !members(settings).equals("off");
    }

    private static String members(Settings settings) {
        return settings.find("dr.cluster").orElse("off");
    }

    static List<String> options(Settings settings) throws IOException {
        String members = members(settings);
        if (!isOf(settings)) {
            // Alone: beside --nocluster it counts for nothing, and the data grid listens on every address of the machine.
            return List.of("--nohazelcast");
        }
        for (String member : members.split("\\s*,\\s*")) {
            int colon = member.lastIndexOf(':');
            if (colon < 1) {
                throw Stop.refused("dr.cluster lists its members as address:port, separated by commas; \"" + member + "\" is not one.");
            }
            InetAddress address = InetAddress.getByName(member.substring(0, colon));
            if (member.equals(settings.find("dr.cluster.self").orElse(member)) && ofThisMachine(address)) {
                return List.of("--clustername", "dr", "--clustermode", "tcpip:" + members.replaceAll("\\s", ""),
                        "--interfaces", address.getHostAddress(), "--startport", member.substring(colon + 1));
            }
        }
        throw Stop.refused("None of the members in dr.cluster (" + members + ") is an address of this machine. Add this node's own"
                + " address:port, or name it in dr.cluster.self.");
    }

    private static boolean ofThisMachine(InetAddress address) throws IOException {
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    }
}

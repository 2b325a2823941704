package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.stream.IntStream;

/**
 * Free ports for the servers of a test run. They lie below the range from which the system takes the ports of
 * outgoing connections, so that none of those can slip in between the look and the server's start;
 * {@code -Ddr.test.ports=21000-21999} gives another range. Each process has a share of it to itself, whichever build it
 * belongs to: another one would take what this one has only looked at, or the port of a server that a test has stopped
 * and is about to start again. It listens on the first port of its share as long as it lives, which tells the others.
 */
public final class Ports {

    private static final int FROM = bound(0);
    private static final int SHARE = Math.min(500, bound(1) - FROM + 1);
    private static final ServerSocket CLAIM = claim();

    private static int next = CLAIM.getLocalPort() + 1;

    private Ports() {
    }

    /** A port that nobody listens on. */
    public static int free() {
        return freeBlock(1);
    }

    /** The first of so many free ports in a row. */
    public static synchronized int freeBlock(int size) {
        int first = CLAIM.getLocalPort() + 1;
        int end = CLAIM.getLocalPort() + SHARE;
        for (int tries = 0; tries < 2 * SHARE; tries++) {
            if (next + size > end) {
                next = first;
            }
            int candidate = next;
            next += size;
            if (IntStream.range(candidate, candidate + size).allMatch(Ports::isFree)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No " + size + " free ports between " + first + " and " + (end - 1));
    }

    private static ServerSocket claim() {
        int shares = (bound(1) - FROM + 1) / SHARE;
        int begin = (int) (ProcessHandle.current().pid() % shares);
        for (int i = 0; i < shares; i++) {
            ServerSocket claim = listening(FROM + (begin + i) % shares * SHARE);
            if (claim != null) {
                return claim;
            }
        }
        throw new IllegalStateException("Other tests have all " + shares + " shares of the ports from " + FROM + " to " + bound(1)
                + "; give these others, with -Ddr.test.ports=FROM-TO");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = listening(port)) {
            return socket != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where somebody else does. */
    private static ServerSocket listening(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (SocketException taken) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bound(int which) {
        return Integer.parseInt(System.getProperty("dr.test.ports", "24000-31999").split("-")[which]);
    }
}

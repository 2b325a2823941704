package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Free ports for the servers of a test run. They lie below the range from which the system takes the ports of
 * outgoing connections, so that none of those can slip in between the look and the server's start;
 * {@code -Ddr.test.ports=21000-21999} gives another range.
 */
public final class Ports {

    private static int next = first() + (int) (ProcessHandle.current().pid() % 400) * 10;

    private Ports() {
    }

    /** A port that nobody listens on. */
    public static int free() {
        return freeBlock(1);
    }

    /** The first of so many free ports in a row. */
    public static synchronized int freeBlock(int size) {
        for (int tries = 0; tries < 2000; tries++) {
            if (next + size > last()) {
                next = first();
            }
            int candidate = next;
            next += size;
            if (IntStream.range(candidate, candidate + size).allMatch(Ports::isFree)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No " + size + " free ports between " + first() + " and " + last());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (java.net.BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static int first() {
        return Integer.parseInt(range()[0]);
    }

    private static int last() {
        return Integer.parseInt(range()[1]);
    }

    private static String[] range() {
        return System.getProperty("dr.test.ports", "24000-31999").split("-");
    }
}

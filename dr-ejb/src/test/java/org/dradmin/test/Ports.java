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
 * {@code -Ddr.test.ports=21000-21999} gives another range. Of several processes that the build runs side by side each has
 * a part of the range to itself, for one would take what the other has only looked at.
 */
public final class Ports {

    private static int next = first() + (int) (ProcessHandle.current().pid() % 200) * 10;

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
        return bound(0) + (number("dr.test.fork") - 1) * share();
    }

    private static int last() {
        return first() + share() - 1;
    }

    private static int share() {
        return (bound(1) - bound(0) + 1) / number("dr.test.forks");
    }

    private static int bound(int which) {
        return Integer.parseInt(System.getProperty("dr.test.ports", "24000-31999").split("-")[which]);
    }

    private static int number(String property) {
        return Integer.getInteger(property, 1);
    }
}

package org.dradmin.systemlog.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An event's place in the chain. Its hash takes in the place, the hash before it and the event's own leaf: who knows
 * the hash at a place knows every event up to it, their order and their number.
 *
 * @param position from 1 on, without gaps
 * @param previous the hash at the place before; {@link #GENESIS} at place 1
 * @param leaf     {@link Facts#leaf()}
 */
public record Link(long position, String previous, String leaf) {

    /** What stands before the first event. */
    public static final String GENESIS = "0".repeat(64);

    private static final byte[] FORM = "dr-log-chain-1".getBytes(StandardCharsets.US_ASCII);

    /** SHA-256 over the form's name, the place (eight bytes, the highest first), the hash before (32) and the leaf (32). */
    public String hash() {
        HexFormat hex = HexFormat.of();
        return Digest.of(ByteBuffer.allocate(FORM.length + Long.BYTES + 64).put(FORM).putLong(position)
                .put(hex.parseHex(previous)).put(hex.parseHex(leaf)).array());
    }

    /** As it stands in exports, beside the event or alone. */
    public String json() {
        return "{\"position\":" + position + ",\"previous\":\"" + previous + "\",\"leaf\":\"" + leaf + "\",\"hash\":\"" + hash() + "\"}";
    }

    /** Whether both hashes are such; what stands in a database or a file may be anything. */
    public boolean readable() {
        return Digest.is(previous) && Digest.is(leaf);
    }
}

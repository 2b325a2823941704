package org.dradmin.organization.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes the status of an answer and breaks off there, whatever would follow. */
final class HeadConsumer implements AsyncResponseConsumer<Integer> {

    @Override
    public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Integer> result) throws IOException {
        result.completed(response.getCode());
        if (entity != null) {
            throw new IOException("The head is enough.");
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // The answer itself is still to come.
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) {
        // None: nothing more is read.
    }

    @Override
    public void consume(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        // Nothing is waited for.
    }

    @Override
    public void failed(Exception cause) {
        // The caller is told by its callback.
    }

    @Override
    public void releaseResources() {
        // There are none.
    }
}

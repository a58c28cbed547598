package org.soilcast.ingest.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/** Hands the bytes of an answer on as they come, and counts them. */
final class BodyReceiver implements BodySubscriber<Long> {
    private final ByteSink sink;
    private final AtomicLong received;
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private Optional<Subscription> subscription = Optional.empty();

    /** Takes bytes. */
    interface ByteSink {
        void take(ByteBuffer bytes) throws IOException;
    }

    /**
     * A receiver.
     *
     * @param received counts
     */
    BodyReceiver(ByteSink sink, AtomicLong received) {
        this.sink = sink;
        this.received = received;
    }

    @Override
    public CompletionStage<Long> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = Optional.of(begun);
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer bytes : buffers) {
                received.addAndGet(bytes.remaining());
                sink.take(bytes);
            }
            subscription.ifPresent(one -> one.request(1));
        } catch (IOException e) {
            subscription.ifPresent(Subscription::cancel);
            whole.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(received.get());
    }
}

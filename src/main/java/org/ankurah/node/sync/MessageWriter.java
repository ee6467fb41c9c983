package org.ankurah.node.sync;

import static org.ankurah.node.sync.MessageCodec.COMMIT;
import static org.ankurah.node.sync.MessageCodec.COMMITTED;
import static org.ankurah.node.sync.MessageCodec.CREDIT;
import static org.ankurah.node.sync.MessageCodec.DELTA;
import static org.ankurah.node.sync.MessageCodec.ENDED;
import static org.ankurah.node.sync.MessageCodec.EVENTS;
import static org.ankurah.node.sync.MessageCodec.FETCH;
import static org.ankurah.node.sync.MessageCodec.FETCHED;
import static org.ankurah.node.sync.MessageCodec.GONE;
import static org.ankurah.node.sync.MessageCodec.GOODBYE;
import static org.ankurah.node.sync.MessageCodec.HELLO;
import static org.ankurah.node.sync.MessageCodec.HOLDING;
import static org.ankurah.node.sync.MessageCodec.REJECTED;
import static org.ankurah.node.sync.MessageCodec.SAME;
import static org.ankurah.node.sync.MessageCodec.STATE;
import static org.ankurah.node.sync.MessageCodec.SUBSCRIBE;
import static org.ankurah.node.sync.MessageCodec.UNSUBSCRIBE;
import static org.ankurah.node.sync.MessageCodec.WELCOME;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Clock;
import org.ankurah.event.Event;
import org.ankurah.event.EventCodec;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Writes one message. */
final class MessageWriter {

    private final BinaryWriter out;
    private final Map<Object, Integer> shared = new HashMap<>();

    MessageWriter(BinaryWriter out) {
        this.out = out;
    }

    void request(Message.Request request) {
        if (request instanceof Message.Hello hello) {
            out.writeByte(HELLO);
            out.writeVarint(hello.version());
            out.writeUlid(hello.node());
            optionalUlid(hello.system());
            out.writeVarint(hello.models().size());
            new TreeMap<>(hello.models()).forEach((collection, digest) -> {
                out.writeString(collection);
                out.writeString(digest);
            });
            optionalString(hello.token());
        } else if (request instanceof Message.Holding holding) {
            out.writeByte(HOLDING);
            out.writeVarint(holding.query());
            known(holding.known());
        } else if (request instanceof Message.Subscribe subscribe) {
            out.writeByte(SUBSCRIBE);
            out.writeVarint(subscribe.query());
            out.writeString(subscribe.collection());
            out.writeString(subscribe.selection());
            out.writeSignedVarint(subscribe.since());
        } else if (request instanceof Message.Unsubscribe unsubscribe) {
            out.writeByte(UNSUBSCRIBE);
            out.writeVarint(unsubscribe.query());
        } else if (request instanceof Message.Fetch fetch) {
            out.writeByte(FETCH);
            out.writeVarint(fetch.request());
            out.writeString(fetch.collection());
            known(fetch.known());
        } else if (request instanceof Message.Commit commit) {
            out.writeByte(COMMIT);
            out.writeUlid(commit.transaction());
            out.writeVarint(commit.events().size());
            commit.events().forEach(this::event);
        } else if (request instanceof Message.Credit credit) {
            out.writeByte(CREDIT);
            out.writeVarint(credit.deltas());
        }
    }

    void answer(Message.Answer answer) {
        if (answer instanceof Message.Welcome welcome) {
            out.writeByte(WELCOME);
            out.writeVarint(welcome.version());
            out.writeUlid(welcome.node());
            optionalUlid(welcome.system());
            out.writeSignedVarint(welcome.millis());
            out.writeString(welcome.access());
            out.writeVarint(welcome.messageBytes());
        } else if (answer instanceof Message.Goodbye goodbye) {
            out.writeByte(GOODBYE);
            reason(goodbye.code(), goodbye.reason());
        } else if (answer instanceof Message.Delta delta) {
            out.writeByte(DELTA);
            out.writeVarint(delta.query());
            out.writeVarint(delta.position());
            out.writeBoolean(delta.whole());
            out.writeBoolean(delta.more());
            entities(delta.entities());
        } else if (answer instanceof Message.Ended ended) {
            out.writeByte(ENDED);
            out.writeVarint(ended.query());
            reason(ended.code(), ended.reason());
        } else if (answer instanceof Message.Fetched fetched) {
            out.writeByte(FETCHED);
            out.writeVarint(fetched.request());
            entities(fetched.entities());
        } else if (answer instanceof Message.Committed committed) {
            out.writeByte(COMMITTED);
            committed(committed);
        } else if (answer instanceof Message.Rejected rejected) {
            out.writeByte(REJECTED);
            out.writeUlid(rejected.transaction());
            reason(rejected.code(), rejected.reason());
            optionalString(rejected.field());
        }
    }

    private void committed(Message.Committed committed) {
        out.writeUlid(committed.transaction());
        out.writeVarint(committed.events().size());
        committed.events().forEach(place -> {
            out.writeVarint(place.position());
            out.writeSignedVarint(place.micros());
        });
        out.writeVarint(committed.before().size());
        committed.before().forEach((id, position) -> {
            out.writeUlid(id);
            out.writeVarint(position);
        });
    }

    private void reason(ErrorCode code, String reason) {
        out.writeString(code.name());
        out.writeString(reason);
    }

    private void known(List<Message.Known> known) {
        out.writeVarint(known.size());
        known.forEach(one -> {
            out.writeUlid(one.id());
            out.writeVarint(one.position());
        });
    }

    private void entities(List<EntityDelta> entities) {
        out.writeVarint(entities.size());
        for (EntityDelta entity : entities) {
            if (entity instanceof EntityDelta.Same) {
                out.writeByte(SAME);
            } else if (entity instanceof EntityDelta.State) {
                out.writeByte(STATE);
            } else if (entity instanceof EntityDelta.Events) {
                out.writeByte(EVENTS);
            } else {
                out.writeByte(GONE);
            }
            out.writeUlid(entity.id());
            if (entity instanceof EntityDelta.State state) {
                out.writeBytes(state.state());
            } else if (entity instanceof EntityDelta.Events events) {
                clock(events.head());
                out.writeVarint(events.events().size());
                events.events().forEach(event -> {
                    out.writeVarint(event.position());
                    out.writeSignedVarint(ChronoUnit.MICROS.between(Instant.EPOCH, event.committedAt()));
                    event(event.event());
                });
            }
        }
    }

    private void event(Event event) {
        out.writeUlid(event.id());
        if (isNew(event.collection())) {
            out.writeString(event.collection());
        }
        boolean isOwnEntity = event.entityId().equals(event.id());
        out.writeBoolean(isOwnEntity);
        if (!isOwnEntity && isNew(event.entityId())) {
            out.writeUlid(event.entityId());
        }
        clock(event.parents());
        if (isNew(event.transactionId())) {
            out.writeUlid(event.transactionId());
        }
        out.writeBoolean(event.actor() != null);
        if (event.actor() != null && isNew(event.actor())) {
            out.writeString(event.actor());
        }
        out.writeBytes(EventCodec.encodeBody(event));
    }

    /** Writes the number of what was written before; 0 for what is to be written now. */
    private boolean isNew(Object value) {
        Integer number = shared.putIfAbsent(value, shared.size() + 1);
        out.writeVarint(number == null ? 0 : number);
        return number == null;
    }

    private void clock(Clock clock) {
        out.writeVarint(clock.ids().size());
        clock.ids().forEach(out::writeUlid);
    }

    private void optionalUlid(@Nullable Ulid id) {
        out.writeBoolean(id != null);
        if (id != null) {
            out.writeUlid(id);
        }
    }

    private void optionalString(@Nullable String text) {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeString(text);
        }
    }
}

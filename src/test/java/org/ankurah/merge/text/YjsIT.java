package org.ankurah.merge.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.text.YjsOracle.Description;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Documents of ours and of Yjs that edit the same text at once end up the same, whatever arrives when. */
class YjsIT {

    private static final int SCENARIOS = 150;
    private static final String ROOT = "text";
    private static final String[] WORDS = {"a", "bc", "Hello ", "\uD83D\uDE00", "ä€", "x\uD83D\uDE00y", "\n", "1234567"
    };
    private static final String[] KINDS = {"text", "array", "map", "bytes", "xml", "document", "plain"};

    @Test
    void oursAndYjsMergeAlike() throws Exception {
        try (YjsOracle yjs = new YjsOracle()) {
            Seeds.each("merging as Yjs does", SCENARIOS, random -> new Scenario(yjs, random).run());
        }
    }

    /** Two documents of Yjs and two of ours. */
    private static final class Scenario {

        private static final int THEIRS = 2;
        private static final int ALL = 4;

        private final YjsOracle yjs;
        private final Random random;
        private final TextDocument[] ours = {new TextDocument(), new TextDocument()};
        private final long[] writers = new long[ALL];
        private final List<List<byte[]>> inboxes = new ArrayList<>();
        private final List<byte[]> all = new ArrayList<>();

        Scenario(YjsOracle yjs, Random random) {
            this.yjs = yjs;
            this.random = random;
        }

        void run() {
            yjs.ask("reset");
            for (int i = 0; i < ALL; i++) {
                writers[i] = random.nextBoolean() ? random.nextInt(100) * ALL + i : random.nextLong() >>> 11;
                inboxes.add(new ArrayList<>());
                if (i < THEIRS) {
                    yjs.ask("make", "" + i, writers[i]);
                }
            }
            int steps = 10 + random.nextInt(120);
            for (int step = 0; step < steps; step++) {
                int who = random.nextInt(ALL);
                if (random.nextInt(3) == 0) {
                    receive(who, random.nextInt(8));
                } else {
                    send(who, who < THEIRS ? editTheirs("" + who) : editOurs(ours[who - THEIRS], writers[who]));
                }
            }
            while (inboxes.stream().anyMatch(inbox -> !inbox.isEmpty())) {
                for (int who = 0; who < ALL; who++) {
                    receive(who, Integer.MAX_VALUE);
                }
            }
            compare();
        }

        private List<byte[]> editTheirs(String id) {
            double at = random.nextDouble();
            String word = WORDS[random.nextInt(WORDS.length)];
            String kind = KINDS[random.nextInt(KINDS.length)];
            String key = "k" + random.nextInt(2);
            return switch (random.nextInt(14)) {
                case 0, 1, 2 -> yjs.edit("remove", id, at, 1 + random.nextInt(5));
                case 3 -> yjs.edit("format", id, at, 1 + random.nextInt(6), key, random.nextBoolean() ? true : null);
                case 4 -> yjs.edit("embed", id, at, word);
                case 5 -> yjs.edit("set", id, key, kind, word);
                case 6 -> yjs.edit("unset", id, key);
                case 7 -> yjs.edit("inside", id, key, word);
                case 8 -> yjs.edit("add", id, at, kind, word);
                case 9 -> yjs.edit("take", id, at);
                default -> yjs.edit("insert", id, at, word);
            };
        }

        private List<byte[]> editOurs(TextDocument document, long writer) {
            int length = document.length(ROOT);
            List<TextSplice> splices = new ArrayList<>();
            int from = 0;
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = from + random.nextInt(length - from + 1);
                int deleted = random.nextBoolean() ? 0 : Math.min(random.nextInt(5), length - at);
                String word = random.nextInt(3) == 0 ? "" : WORDS[random.nextInt(WORDS.length)];
                splices.add(new TextSplice(at, deleted, word));
                from = at + deleted;
            }
            StringBuilder expected = new StringBuilder(document.text(ROOT));
            Collections.reverse(splices);
            splices.forEach(splice -> expected.replace(splice.at(), splice.at() + splice.deleted(), splice.inserted()));
            Collections.reverse(splices);
            byte[] update = document.edit(writer, ROOT, splices);
            assertThat(wellFormed(document.text(ROOT))).hasSize(expected.length());
            return List.of(update);
        }

        private static String wellFormed(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            assertThat(new String(bytes, UTF_8)).isEqualTo(text);
            return text;
        }

        private void send(int from, List<byte[]> updates) {
            for (byte[] update : updates) {
                all.add(update);
                for (int who = 0; who < ALL; who++) {
                    if (who != from) {
                        List<byte[]> inbox = inboxes.get(who);
                        inbox.add(random.nextInt(inbox.size() + 1), update);
                        if (random.nextInt(10) == 0) {
                            inbox.add(random.nextInt(inbox.size() + 1), update);
                        }
                    }
                }
            }
        }

        private void receive(int who, int count) {
            List<byte[]> inbox = inboxes.get(who);
            for (int left = count; left > 0 && !inbox.isEmpty(); left--) {
                byte[] update = inbox.remove(inbox.size() - 1);
                if (who < THEIRS) {
                    send(who, yjs.edit("apply", "" + who, update));
                } else {
                    ours[who - THEIRS].apply(update);
                }
            }
            if (who >= THEIRS && random.nextInt(4) == 0) {
                TextDocument again = TextDocument.decode(ours[who - THEIRS].encode());
                assertThat(again.encode()).isEqualTo(ours[who - THEIRS].encode());
                assertThat(again.isPending()).isEqualTo(ours[who - THEIRS].isPending());
                ours[who - THEIRS] = again;
            }
        }

        private void compare() {
            Description theirs = yjs.describe("describe", "0");
            assertThat(yjs.describe("describe", "1").content()).isEqualTo(theirs.content());
            for (TextDocument document : ours) {
                assertThat(document.isPending()).isFalse();
                assertThat(document.text(ROOT)).isEqualTo(theirs.text());
                assertThat(document.stateVector()).isEqualTo(theirs.vector());
                assertThat(document.encode()).isEqualTo(ours[0].encode());
            }
            TextDocument loaded = TextDocument.decode(theirs.state());
            assertThat(loaded.text(ROOT)).isEqualTo(theirs.text());
            assertThat(loaded.stateVector()).isEqualTo(theirs.vector());
            Description crossed = yjs.describe("load", "crossed", ours[0].encode());
            assertThat(crossed.content()).isEqualTo(theirs.content());
            assertThat(crossed.vector()).isEqualTo(theirs.vector());
            assertThat(ours[0].encode().length).isLessThanOrEqualTo(theirs.state().length * 105 / 100);
            compareInAnotherOrder(theirs);
        }

        private void compareInAnotherOrder(Description theirs) {
            Collections.shuffle(all, random);
            TextDocument document = new TextDocument();
            int half = all.size() / 2;
            all.subList(0, half).forEach(document::apply);
            byte[] missing = yjs.since("0", document.stateVector());
            document.apply(missing);
            assertThat(document.isPending()).isFalse();
            assertThat(document.text(ROOT)).isEqualTo(theirs.text());
            assertThat(Base64.getEncoder().encodeToString(document.encode()))
                    .isEqualTo(Base64.getEncoder().encodeToString(ours[0].encode()));
            yjs.ask("make", "half", null);
            all.subList(half, all.size()).forEach(update -> yjs.ask("apply", "half", update));
            byte[] vector = yjs.describe("describe", "half").vector();
            yjs.ask("apply", "half", ours[0].encodeSince(vector));
            assertThat(yjs.describe("describe", "half").content()).isEqualTo(theirs.content());
        }
    }
}

package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.text.TextDocument;
import org.ankurah.value.Seeds;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What readers of a text get who are some steps behind. */
class TextStateTest {

    private static final String ROOT = "text";

    @Test
    void whoHasAnyEarlierStateLacksWhatCameSince() {
        Seeds.each("earlier states of a text", 20, this::follow);
    }

    private void follow(Random random) {
        TextDocument editor = new TextDocument();
        List<TextState> states = new ArrayList<>(List.of(TextState.empty()));
        List<byte[]> documents = new ArrayList<>(List.of(editor.encode()));
        for (int i = 0; i < 150; i++) {
            int length = editor.length(ROOT);
            byte[] update = length > 0 && random.nextInt(3) == 0
                    ? editor.delete(random.nextInt(3), ROOT, random.nextInt(length), 1)
                    : editor.insert(
                            random.nextInt(3), ROOT, random.nextInt(length + 1), "ab".repeat(random.nextInt(1, 9)));
            states.add(states.get(i).apply(new Value.Bytes(update)));
            documents.add(editor.encode());
        }
        TextState now = states.get(states.size() - 1);

        for (int i = 0; i < states.size(); i++) {
            TextDocument behind = TextDocument.decode(documents.get(i));
            behind.apply(now.since(states.get(i)));
            assertThat(behind.encode())
                    .as("behind by %s", states.size() - 1 - i)
                    .isEqualTo(editor.encode());
        }
    }
}

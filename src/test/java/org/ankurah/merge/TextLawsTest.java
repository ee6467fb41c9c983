package org.ankurah.merge;

import java.util.Random;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

class TextLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.STRING, Backend.TEXT, false);
    }

    @Override
    protected Value genesis(Random random) {
        return new Value.Str(words(random));
    }

    @Override
    protected Change change(Random random, Value now) {
        int length = ((Value.Str) now).value().length();
        int at = random.nextInt(length + 1);
        return switch (random.nextInt(4)) {
            case 0, 1 -> Change.insertText(at, words(random));
            case 2 -> Change.deleteText(at, random.nextInt(length - at + 2));
            default -> new Change.SetTo(new Value.Str(words(random) + ((Value.Str) now).value()));
        };
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(3); n > 0; n--) {
            text.append((char) ('a' + random.nextInt(26))).append(' ');
        }
        return text.toString();
    }
}

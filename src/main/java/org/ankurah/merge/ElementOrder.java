package org.ankurah.merge;

import java.util.Comparator;
import java.util.TreeMap;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Value;
import org.ankurah.value.Values;

/** In which order the elements of a set are shown: as they compare; documents, which do not, by their text. */
enum ElementOrder implements Comparator<Value> {
    INSTANCE;

    @Override
    public int compare(Value a, Value b) {
        if (a instanceof Value.Doc one && b instanceof Value.Doc other) {
            return Values.compareText(text(one), text(other));
        }
        return Values.compare(a, b);
    }

    /** The same for all documents that are equal. */
    private static String text(Value.Doc doc) {
        return JsonText.write(ordered(doc.value()));
    }

    private static Json ordered(Json json) {
        if (json instanceof Json.Num number) {
            return new Json.Num(number.value().stripTrailingZeros());
        }
        if (json instanceof Json.Arr array) {
            return new Json.Arr(
                    array.value().stream().map(ElementOrder::ordered).toList());
        }
        if (json instanceof Json.Obj object) {
            TreeMap<String, Json> members = new TreeMap<>();
            object.value().forEach((name, member) -> members.put(name, ordered(member)));
            return new Json.Obj(members);
        }
        return json;
    }
}

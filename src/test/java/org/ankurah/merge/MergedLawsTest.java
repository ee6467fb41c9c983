package org.ankurah.merge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Documents of any depth, whose members change between scalars, arrays and objects. */
class MergedLawsTest extends BackendLaws {

    @Override
    protected PropertyDescriptor property() {
        return Laws.property(Scalar.JSON, Backend.MERGED, true);
    }

    @Override
    protected Value genesis(Random random) {
        return new Value.Doc(document(random, 0));
    }

    @Override
    protected Change change(Random random, Value now) {
        if (random.nextInt(12) == 0) {
            return new Change.SetTo(Value.NULL);
        }
        return random.nextInt(3) == 0
                ? new Change.SetTo(new Value.Doc(document(random, 0)))
                : Change.mergeJson(document(random, 0));
    }

    private static Json document(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 40 : 10);
        return switch (kind) {
            case 0 -> depth == 0 ? Json.EMPTY_OBJECT : Json.NULL;
            case 1 -> new Json.Arr(List.of(new Json.Bool(true)));
            case 2 -> Json.EMPTY_OBJECT;
            case 3, 4, 5 -> new Json.Num(BigDecimal.valueOf(random.nextInt(9)));
            default -> {
                Map<String, Json> members = new TreeMap<>();
                for (int n = depth > 2 ? 0 : random.nextInt(4); n > 0; n--) {
                    members.put(String.valueOf((char) ('a' + random.nextInt(3))), document(random, depth + 1));
                }
                yield new Json.Obj(members);
            }
        };
    }
}

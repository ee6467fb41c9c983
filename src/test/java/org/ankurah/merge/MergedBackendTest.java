package org.ankurah.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.ankurah.event.Operation;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergedBackendTest {

    private static final PropertyDescriptor PROPERTY = Laws.property(Scalar.JSON, Backend.MERGED, true);
    private static final Writer WRITER = new Writer(1, 1_000);

    private final PropertyState start =
            MergedBackend.INSTANCE.apply(null, new Ulid(1, 0), new Operation.Set(doc("{'a':{'x':1,'y':[1]},'b':2}")));

    private static Value.Doc doc(String json) {
        return new Value.Doc(JsonText.parse(json.replace('\'', '"')));
    }

    private @Nullable Operation merging(PropertyState state, String patch) {
        return MergedBackend.INSTANCE.operation(
                PROPERTY, state, Change.mergeJson(doc(patch).value()), WRITER);
    }

    private @Nullable Operation setting(PropertyState state, String document) {
        return MergedBackend.INSTANCE.operation(PROPERTY, state, new Change.SetTo(doc(document)), WRITER);
    }

    private static PropertyState apply(PropertyState state, long event, @Nullable Operation operation) {
        return operation == null ? state : MergedBackend.INSTANCE.apply(state, new Ulid(event, 0), operation);
    }

    /** What both come to, in either order. */
    private void assertMerged(@Nullable Operation earlier, @Nullable Operation later, String expected) {
        assertThat(apply(apply(start, 2, earlier), 3, later).value()).isEqualTo(doc(expected));
        assertThat(apply(apply(start, 3, later), 2, earlier).value()).isEqualTo(doc(expected));
    }

    @Test
    void membersAreWrittenOneByOne() {
        assertMerged(
                merging(start, "{'a':{'x':5}}"),
                setting(start, "{'a':{'x':1,'y':[1],'z':3},'b':2}"),
                "{'a':{'x':5,'y':[1],'z':3},'b':2}");
    }

    @Test
    void theLaterOfTwoWritesOfOneMemberShows() {
        assertMerged(merging(start, "{'b':5}"), merging(start, "{'b':6}"), "{'a':{'x':1,'y':[1]},'b':6}");
    }

    @Test
    void aMemberThatIsWrittenWhileSomebodyRemovesItStays() {
        assertMerged(merging(start, "{'b':5}"), merging(start, "{'b':null}"), "{'a':{'x':1,'y':[1]},'b':5}");
        assertMerged(merging(start, "{'a':null}"), merging(start, "{'a':{'z':3}}"), "{'a':{'z':3},'b':2}");
    }

    @Test
    void ofAValueAndOfMembersInOnePlaceTheLaterShows() {
        assertMerged(merging(start, "{'a':7}"), merging(start, "{'a':{'z':3}}"), "{'a':{'z':3},'b':2}");
        assertMerged(merging(start, "{'a':{'z':3}}"), merging(start, "{'a':7}"), "{'a':7,'b':2}");
        assertMerged(merging(start, "{'a':{'z':3}}"), setting(start, "{'a':{},'b':2}"), "{'a':{'z':3},'b':2}");
    }

    @Test
    void whatHasLostDoesNotComeBack() {
        PropertyState both = apply(apply(start, 2, merging(start, "{'a':7}")), 3, merging(start, "{'a':{'z':3}}"));

        PropertyState changed = apply(both, 4, merging(both, "{'a':{'z':null}}"));
        assertThat(changed.value()).isEqualTo(doc("{'a':{},'b':2}"));
        assertThat(apply(changed, 5, merging(changed, "{'a':null}")).value()).isEqualTo(doc("{'b':2}"));
    }

    @Test
    void nothingIsWrittenWhereNothingDiffers() {
        assertThat(setting(start, "{'b':2.0,'a':{'y':[1],'x':1}}")).isNull();
        assertThat(merging(start, "{'a':{'x':1},'c':null}")).isNull();
    }

    @Test
    void anyDocumentCanBecomeAnyOther() {
        for (String one : new String[] {"1", "{}", "[]", "{'a':{}}", "{'a':{'b':null}}", "'x'"}) {
            PropertyState from = apply(start, 2, setting(start, one));
            assertThat(from.value()).isEqualTo(doc(one));
            for (String other : new String[] {"1", "{}", "[]", "{'a':{}}", "{'a':{'b':null}}", "{'a':1}"}) {
                assertThat(apply(from, 3, setting(from, other)).value()).isEqualTo(doc(other));
            }
        }
    }
}

package org.ankurah.node.policy;

import static org.ankurah.model.Right.CREATE;
import static org.ankurah.model.Right.READ;
import static org.ankurah.model.Right.UPDATE;
import static org.ankurah.node.policy.PolicyModels.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ankurah.model.Access;
import org.ankurah.model.Model;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.node.Rights;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionText;
import org.junit.jupiter.api.Test;

/** Models can say of themselves who may do what. */
class AnnotatedGrantsTest {

    @Model
    @Access(role = "clerk", allow = READ)
    record Employee(String email) {}

    @Model
    @Access(
            role = "sales",
            allow = {READ, UPDATE},
            where = "supportRep.email = $jwt.email")
    @Access(role = "sales", allow = CREATE)
    @Access(role = "clerk", allow = READ)
    record Customer(
            String name,

            @Access(role = "clerk", hide = true) @Access(role = "sales", freeze = true)
            String fax,

            Ref<Employee> supportRep) {}

    @Model
    record Silent(String name) {}

    @Model
    @Access(role = "a", hide = true)
    record HidesItself(String name) {}

    @Model
    @Access(role = "a")
    record AllowsNothing(String name) {}

    @Model
    record PropertyThatAllows(
            @Access(role = "a", allow = READ) String name) {}

    @Model
    record PropertyThatSaysNothing(@Access(role = "a") String name) {}

    @Model
    @Access(role = "a", allow = READ, where = "nam = 'x'")
    record WrongRule(String name) {}

    private static List<Grant> grants(Class<?>... models) {
        return AnnotatedGrants.of(RecordModels.read(List.of(models)));
    }

    @Test
    void sayWhatRolesMayDo() {
        RecordModels models = RecordModels.read(List.of(Employee.class, Customer.class, Silent.class));
        PolicyRules rules = PolicyRules.of(models.models(), AnnotatedGrants.of(models));

        Rights sales = rules.resolve(somebody("{\"email\": \"ann@shop.example\"}", "sales"))
                .of("customer");
        Rights clerk = rules.resolve(somebody("{}", "clerk")).of("customer");

        assertThat(SelectionText.write(sales.read())).isEqualTo("supportRep.email = 'ann@shop.example'");
        assertThat(sales.update()).isEqualTo(sales.read());
        assertThat(sales.create()).isEqualTo(Predicate.TRUE);
        assertThat(sales.delete()).isEqualTo(Rights.NEVER);
        assertThat(sales.changeable("fax")).isEqualTo(Rights.NEVER);
        assertThat(sales.isOpen("fax")).isTrue();
        assertThat(clerk.isHidden("fax")).isTrue();
        assertThat(rules.resolve(somebody("{}", "clerk")).of("silent")).isEqualTo(Rights.NONE);
    }

    @Test
    void saysNothingWithoutAnnotations() {
        assertThat(grants(Silent.class)).isEmpty();
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThatThrownBy(() -> grants(HidesItself.class)).hasMessageContaining("@Access on HidesItself: hide");
        assertThatThrownBy(() -> grants(AllowsNothing.class)).hasMessageContaining("allows nothing");
        assertThatThrownBy(() -> grants(PropertyThatAllows.class))
                .hasMessageContaining("@Access on PropertyThatAllows.name: allow and where stand on the record");
        assertThatThrownBy(() -> grants(PropertyThatSaysNothing.class)).hasMessageContaining("says nothing");
        RecordModels wrong = RecordModels.read(List.of(WrongRule.class));
        assertThatThrownBy(() -> PolicyRules.of(wrong.models(), AnnotatedGrants.of(wrong)))
                .hasMessageContaining("@Access on WrongRule: in the rule, line 1, column 1")
                .hasMessageContaining("did you mean \"name\"?");
    }
}

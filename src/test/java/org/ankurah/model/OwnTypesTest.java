package org.ankurah.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** What is said at the start of types that the application brings. */
class OwnTypesTest {

    record Grade(int points) {}

    @Model
    record Exam(Grade grade, @Unique @Required Grade best) {}

    @Model
    record Listed(List<Grade> grades) {}

    @Model
    record GradeFilter(String name) {}

    /** Stored as a number, unless told otherwise. */
    private record GradeType(Scalar stored) implements PropertyType<Grade> {

        @Override
        public Class<Grade> javaClass() {
            return Grade.class;
        }

        @Override
        public String name() {
            return "Grade";
        }

        @Override
        public String description() {
            return "Points.";
        }

        @Override
        public Value toValue(Grade grade) {
            Value.Int points = new Value.Int(grade.points());
            return stored == Scalar.JSON ? new Value.Doc(new Json.Num(BigDecimal.valueOf(grade.points()))) : points;
        }

        @Override
        public Grade fromValue(Value value) {
            return new Grade(Math.toIntExact(((Value.Int) value).value()));
        }
    }

    private static final GradeType NUMBER = new GradeType(Scalar.INT);
    private static final GradeType DOCUMENT = new GradeType(Scalar.JSON);

    private static void assertProblem(String problem, List<GradeType> types, Class<?>... models) {
        assertThatThrownBy(() -> RecordModels.read(List.of(models), types))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void valuesGoToRecordsAndBack() {
        ModelBinding<Exam> binding =
                RecordModels.read(List.of(Exam.class), List.of(NUMBER)).binding(Exam.class);

        Map<String, Value> values = binding.toValues(new Exam(null, new Grade(3)));

        assertThat(values).containsEntry("grade", Value.NULL).containsEntry("best", new Value.Int(3));
        assertThat(binding.toRecord(values::get)).isEqualTo(new Exam(null, new Grade(3)));
        assertThat(binding.model().properties().get(0).optional()).isTrue();
    }

    @Test
    void problemsSayWhatToDo() {
        assertProblem("a class has one type: leave one of them out", List.of(NUMBER, DOCUMENT), Exam.class);
        assertProblem("Exam.best: the own type Grade is stored as JSON", List.of(DOCUMENT), Exam.class);
        assertProblem("a List cannot hold values of the own type Grade", List.of(NUMBER), Listed.class);
        assertProblem("this type name would be both", List.of(NUMBER), Exam.class, GradeFilter.class);
        assertProblem("type Grade is not supported", List.of(), Exam.class);
    }
}

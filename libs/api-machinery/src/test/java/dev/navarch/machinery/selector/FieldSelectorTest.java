package dev.navarch.machinery.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldSelectorTest {
    @Test
    void matchesAllTerms() {
        var selector = FieldSelector.parse("metadata.name=a,status.phase!=Running");

        assertThat(selector.matches(Map.of("metadata.name", "a", "status.phase", "Pending")))
                .isTrue();
        assertThat(selector.matches(Map.of("metadata.name", "a", "status.phase", "Running")))
                .isFalse();
        assertThat(selector.exactMatch("metadata.name")).isEqualTo("a");
        assertThat(selector.exactMatch("status.phase")).isNull();
    }

    @Test
    void takesAnAbsentFieldForEmpty() {
        assertThat(FieldSelector.parse("spec.nodeName=").matches(Map.of())).isTrue();
        assertThat(FieldSelector.parse("spec.nodeName!=").matches(Map.of())).isFalse();
    }

    @Test
    void unescapesValues() {
        assertThat(FieldSelector.parse("a==b\\,c\\=d\\\\").terms())
                .containsExactly(new FieldSelector.Term("a", true, "b,c=d\\"));
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> FieldSelector.parse("a")).hasMessage("invalid selector: 'a'; can't understand 'a'");
        assertThatThrownBy(() -> FieldSelector.parse("a=b=c")).hasMessageContaining("unescaped character in value");
        assertThatThrownBy(() -> FieldSelector.parse("a=b\\c")).hasMessageContaining("invalid escape sequence");
    }
}

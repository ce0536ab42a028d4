package dev.navarch.machinery.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.codec.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
    private static final Map<String, String> LABELS =
            Map.of("app", "web", "tier", "front", "n", "5", "in", "x", "empty", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app=web                       | true
            app==web                      | true
            app = web , tier != back      | true
            app!=web                      | false
            none!=web                     | true
            app in (web,db)               | true
            app in (db)                   | false
            app notin (db)                | true
            none notin (db)               | true
            app                           | true
            none                          | false
            !none                         | true
            !app                          | false
            in in (x)                     | true
            in=x                          | true
            empty=                        | true
            app=                          | false
            empty in (,a)                 | true
            n>4                           | true
            n<5                           | false
            app>1                         | false
            app=web,!none,tier in (front) | true
            """)
    void matches(String selector, boolean expected) {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=b,          | found '', expected: identifier after ','
            ,a            | found ',', expected: !, identifier, or 'end of string'
            a b           | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
            a in b        | unable to parse requirement: found 'b' expected: '('
            a in (b       | unable to parse requirement: found '', expected: ',' or ')'
            !             | unable to parse requirement: found '', expected: identifier
            a=b=c         | found '=', expected: ',' or 'end of string'
            """)
    void saysWhatItFoundAndWhatItExpected(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOf(SelectorException.class)
                .hasMessage(message);
    }

    @Test
    void refusesKeysAndValuesThatNoLabelCanHave() {
        assertThatThrownBy(() -> LabelSelector.parse("a@b=c")).hasMessageContaining("name part must consist of");
        assertThatThrownBy(() -> LabelSelector.parse("a=b@c"))
                .hasMessageContaining("a valid label must be an empty string");
        assertThatThrownBy(() -> LabelSelector.parse("a=" + "x".repeat(64))).hasMessageContaining("no more than 63");
    }

    @Test
    void readsTheObjectForm() {
        var selector = LabelSelector.of(Json.read("""
                {"matchLabels": {"app": "web"},
                 "matchExpressions": [{"key": "tier", "operator": "In", "values": ["front", "edge"]},
                                      {"key": "none", "operator": "DoesNotExist"}]}"""));

        assertThat(selector.matches(LABELS)).isTrue();
        assertThat(selector).hasToString("app=web,tier in (edge,front),!none");
    }

    @Test
    void tellsNoSelectorFromAnEmptyOne() {
        assertThat(LabelSelector.of(null).matches(LABELS)).isFalse();
        assertThat(LabelSelector.of(Json.object()).matches(LABELS)).isTrue();
        assertThat(LabelSelector.parse("").matchesEverything()).isTrue();
    }
}

package dev.navarch.controller.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSetTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0-2", "1,3-5,7", "0-1,3"})
    void isWrittenAsItWasRead(String text) {
        assertThat(IndexSet.parse(text)).hasToString(text);
    }
}

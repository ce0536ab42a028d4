package dev.navarch.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void aColumnIsAsWideAsItsWidestCell() {
        var table = new TextTable("ROLE", "PID");
        table.row("cloud-controller-manager", 7);
        table.row("dns", "-");
        var text = new StringWriter();
        table.print(new PrintWriter(text, true));
        assertThat(text.toString().lines())
                .containsExactly(
                        "ROLE                       PID",
                        "cloud-controller-manager   7",
                        "dns                        -");
    }
}

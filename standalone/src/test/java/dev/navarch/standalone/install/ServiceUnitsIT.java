package dev.navarch.standalone.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealNodes
class ServiceUnitsIT {
    @TempDir
    Path root;

    @Test
    void aUnitThatAPackageEnabledDoesNotStartWithTheNextBoot() throws IOException {
        var units = Files.createDirectories(root.resolve("lib/systemd/system"));
        Files.writeString(units.resolve("sample.service"), "[Install]\nWantedBy=multi-user.target\n");
        var link = root.resolve("etc/systemd/system/multi-user.target.wants/sample.service");
        var environment = Map.of("DPKG_MAINTSCRIPT_PACKAGE", "sample", "DPKG_ROOT", root.toString());
        Packages.run(List.of("deb-systemd-helper", "enable", "sample.service"), environment);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();

        assertThat(new ServiceUnits(root).disable("sample.service")).isTrue();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}

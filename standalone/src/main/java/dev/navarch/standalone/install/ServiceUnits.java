package dev.navarch.standalone.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** systemd's units of Debian packages, which enable them even where no systemd runs, for the next boot. */
final class ServiceUnits {
    private final Path root;

    /** @param root of the file system; {@code /} but in tests */
    ServiceUnits(Path root) {
        this.root = root;
    }

    /** And remembers it, so that an update of the package does not enable it anew. */
    boolean disable(String unit) {
        return Packages.run(List.of("deb-systemd-helper", "disable", unit), environment()) == 0;
    }

    /** The helper serves nobody but a package's own scripts. */
    private Map<String, String> environment() {
        var inside = root.equals(Path.of("/")) ? "" : root.toString();
        return Map.of("DPKG_MAINTSCRIPT_PACKAGE", "navarch", "DPKG_ROOT", inside);
    }
}

package dev.navarch.admin;

import dev.navarch.testing.architecture.DependencyLaw;
import org.junit.jupiter.api.Test;

class AdminArchitectureTest {
    @Test
    void theAdminIsAnApiClientLikeAnyOther() {
        DependencyLaw.noOtherService("dev.navarch.admin").check(DependencyLaw.room("dev.navarch.admin"));
    }

    @Test
    void itsPackagesFormNoCycle() {
        DependencyLaw.noPackageCycles("dev.navarch.admin").check(DependencyLaw.room("dev.navarch.admin"));
    }
}

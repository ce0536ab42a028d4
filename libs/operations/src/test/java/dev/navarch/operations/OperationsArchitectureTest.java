package dev.navarch.operations;

import dev.navarch.testing.architecture.DependencyLaw;
import org.junit.jupiter.api.Test;

class OperationsArchitectureTest {
    @Test
    void operationsKnowsNoService() {
        DependencyLaw.noOtherService("dev.navarch.operations").check(DependencyLaw.room("dev.navarch.operations"));
    }

    @Test
    void itsPackagesFormNoCycle() {
        DependencyLaw.noPackageCycles("dev.navarch.operations").check(DependencyLaw.room("dev.navarch.operations"));
    }
}

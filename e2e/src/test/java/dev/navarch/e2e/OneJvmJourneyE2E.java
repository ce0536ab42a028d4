package dev.navarch.e2e;

import dev.navarch.testing.condition.RealNodes;

@RealNodes
class OneJvmJourneyE2E extends JourneyContract {
    OneJvmJourneyE2E() {
        super("onejvm");
    }

    @Override
    String[] shape() {
        return new String[] {};
    }
}

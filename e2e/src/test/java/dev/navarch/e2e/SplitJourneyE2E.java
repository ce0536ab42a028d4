package dev.navarch.e2e;

import dev.navarch.testing.condition.RealNodes;

@RealNodes
class SplitJourneyE2E extends JourneyContract {
    SplitJourneyE2E() {
        super("split");
    }

    @Override
    String[] shape() {
        return new String[] {"--split"};
    }
}

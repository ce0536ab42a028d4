package dev.navarch.e2e;

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

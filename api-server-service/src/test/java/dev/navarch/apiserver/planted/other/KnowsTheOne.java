package dev.navarch.apiserver.planted.other;

import dev.navarch.apiserver.planted.one.KnowsTheOther;

public final class KnowsTheOne {
    KnowsTheOther one() {
        return new KnowsTheOther();
    }
}

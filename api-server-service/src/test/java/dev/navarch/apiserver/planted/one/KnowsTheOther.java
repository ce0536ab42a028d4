package dev.navarch.apiserver.planted.one;

import dev.navarch.apiserver.planted.other.KnowsTheOne;

public final class KnowsTheOther {
    KnowsTheOne other() {
        return new KnowsTheOne();
    }
}

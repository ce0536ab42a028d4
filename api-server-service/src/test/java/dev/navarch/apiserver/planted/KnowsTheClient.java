package dev.navarch.apiserver.planted;

import dev.navarch.apiserver.web.ResponseWriter;

public final class KnowsTheClient {
    ResponseWriter wire() {
        return new ResponseWriter();
    }
}

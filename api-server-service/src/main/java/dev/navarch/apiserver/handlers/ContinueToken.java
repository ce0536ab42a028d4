package dev.navarch.apiserver.handlers;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;

/**
 * Where the next page of a list begins.
 *
 * @param revision of the first page; -1 to go on at the newest, with a list that is no longer consistent
 * @param start the first key that may be on the page
 */
record ContinueToken(long revision, String start) {
    private static final String VERSION = "meta.k8s.io/v1";
    private static final String BAD = "invalid continue token: continue key is not valid: ";

    static ContinueToken after(long revision, String lastKey) {
        return new ContinueToken(revision, lastKey + "\0");
    }

    static ContinueToken parse(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            throw StatusException.badRequest(BAD + "illegal base64 data at input byte " + firstBad(token));
        }
        try {
            var tree = Json.readObject(bytes);
            if (!tree.path("v").asString("").equals(VERSION))
                throw StatusException.badRequest(BAD + "server does not recognize this encoded version \""
                        + tree.path("v").asString("") + "\"");
            var start = tree.path("start").asString("");
            if (start.isEmpty())
                throw StatusException.badRequest(BAD + "encoded start key empty (version meta.k8s.io/v1)");
            return new ContinueToken(tree.path("rv").asLong(0), start);
        } catch (JacksonException | ClassCastException malformed) {
            throw StatusException.badRequest(BAD + malformed.getMessage());
        }
    }

    String encode() {
        var tree = Json.object();
        tree.put("v", VERSION).put("rv", revision).put("start", start);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static int firstBad(String token) {
        for (var i = 0; i < token.length(); i++) {
            var c = token.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') return i;
        }
        return token.length() - token.length() % 4;
    }
}

package dev.navarch.resources.podtemplate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths inside of volumes and containers. */
final class Paths {
    private Paths() {}

    /** Relative, and never up. */
    static List<String> local(String path) {
        var problems = new ArrayList<String>();
        if (path.startsWith("/")) problems.add("must be a relative path");
        problems.addAll(noBacksteps(path));
        return problems;
    }

    /** Local, and of a name that no server keeps for itself. */
    static List<String> localNonReserved(String path) {
        var problems = new ArrayList<>(local(path));
        if (path.startsWith("..") && !path.startsWith("../")) problems.add("must not start with '..'");
        return problems;
    }

    static List<String> noBacksteps(String path) {
        return Arrays.asList(path.split("/")).contains("..") ? List.of("must not contain '..'") : List.of();
    }
}

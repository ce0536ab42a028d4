package dev.navarch.nodeagent.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The table without any Service in it, loaded in place of whatever was there. */
final class RuleSet {
    private static final String REMOVE = """
            add table %1$s
            delete table %1$s
            """.formatted(NftTransaction.TABLE);

    private RuleSet() {}

    static String fresh(String clusterCidr, String serviceCidr) {
        return REMOVE + text().replace("$CLUSTER_CIDR", clusterCidr).replace("$SERVICE_CIDR", serviceCidr);
    }

    static String remove() {
        return REMOVE;
    }

    private static String text() {
        try (var in = Objects.requireNonNull(RuleSet.class.getResourceAsStream("table.nft"), "table.nft")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

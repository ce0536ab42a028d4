package dev.navarch.nodeagent.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** {@code nft -f -} */
final class NftCommand implements Nft {
    private static final int TIMEOUT_SECONDS = 120;

    @Override
    public void run(String commands) {
        try {
            var nft = new ProcessBuilder("nft", "-f", "-")
                    .redirectErrorStream(true)
                    .start();
            try (var in = nft.getOutputStream()) {
                in.write(commands.getBytes(UTF_8));
            }
            var output = new String(nft.getInputStream().readAllBytes(), UTF_8);
            if (!nft.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                nft.destroyForcibly();
                throw new NftException("nft did not end within " + TIMEOUT_SECONDS + " s", null);
            }
            if (nft.exitValue() != 0) throw new NftException(output, null);
        } catch (IOException e) {
            throw new NftException("nft cannot be run: install nftables", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NftException("Interrupted while nft ran", e);
        }
    }
}

package dev.navarch.nodeagent.proxy;

/** Runs nftables commands in this process' network namespace, each call one transaction. */
interface Nft extends AutoCloseable {
    /** @throws NftException when nothing was changed, with nftables' words */
    void run(String commands);

    @Override
    default void close() {}

    /** Through the library when the machine has it, else through the command. */
    static Nft open() {
        var library = LibNftables.open();
        return library == null ? new NftCommand() : library;
    }

    final class NftException extends RuntimeException {
        NftException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

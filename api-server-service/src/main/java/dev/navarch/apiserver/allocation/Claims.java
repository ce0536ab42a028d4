package dev.navarch.apiserver.allocation;

/**
 * Who holds which of something there is one of each. A claim is one write to the store that fails when the key is there, so that of any
 * number of API servers one succeeds. Claims outlive the server; {@link ClaimRepair} drops those whose service never came to be.
 *
 * @param <T> an address, a port
 */
interface Claims<T> {
    /** As this server knows it, perhaps a moment late: for choosing, not for deciding. */
    boolean seemsTaken(T what);

    /** @return whether the service holds it now; also true when it did before */
    boolean claim(T what, ServiceName by);

    /** Does nothing when another service holds it. */
    void release(T what, ServiceName by);
}

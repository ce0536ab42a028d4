package dev.navarch.bench.store;

/** A store under load: a create that is on the disk when it returns. Called from many threads at once. */
interface DurableStore extends AutoCloseable {
    void create(String name, byte[] value) throws Exception;

    @Override
    void close();
}

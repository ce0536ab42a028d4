package dev.navarch.nodeagent.proxy;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libnftables inside this process: a change takes a fraction of a millisecond, where the command needs 30. The library's context
 * keeps to the network namespace of the thread that made it, and takes one caller at a time.
 */
final class LibNftables implements Nft {
    private static final Logger log = LoggerFactory.getLogger(LibNftables.class);
    private static final String LIBRARY = "libnftables.so.1";

    private final ReentrantLock lock = new ReentrantLock();
    private final MethodHandle runCommands;
    private final MethodHandle errorBuffer;
    private final MethodHandle free;

    @GuardedBy("lock")
    private MemorySegment context;

    private LibNftables(SymbolLookup library) throws Throwable {
        var linker = Linker.nativeLinker();
        runCommands = linker.downcallHandle(
                library.findOrThrow("nft_run_cmd_from_buffer"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        errorBuffer = linker.downcallHandle(
                library.findOrThrow("nft_ctx_get_error_buffer"), FunctionDescriptor.of(ADDRESS, ADDRESS));
        free = linker.downcallHandle(library.findOrThrow("nft_ctx_free"), FunctionDescriptor.ofVoid(ADDRESS));
        context = (MemorySegment)
                linker.downcallHandle(library.findOrThrow("nft_ctx_new"), FunctionDescriptor.of(ADDRESS, JAVA_INT))
                        .invokeExact(0);
        if (context.equals(MemorySegment.NULL)) throw new IllegalStateException("nft_ctx_new failed");
        for (var buffer : new String[] {"nft_ctx_buffer_output", "nft_ctx_buffer_error"}) {
            var _ = (int) linker.downcallHandle(library.findOrThrow(buffer), FunctionDescriptor.of(JAVA_INT, ADDRESS))
                    .invokeExact(context);
        }
    }

    /** @return null where the library is missing or of another shape */
    static @Nullable LibNftables open() {
        try {
            return new LibNftables(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
        } catch (Throwable e) {
            log.info("Service rules go through the nft command: {} cannot be used reason={}", LIBRARY, e.toString());
            return null;
        }
    }

    @Override
    public void run(String commands) {
        lock.lock();
        try (var arena = Arena.ofConfined()) {
            if (context.equals(MemorySegment.NULL)) throw new NftException("closed", null);
            var result = (int) runCommands.invokeExact(context, arena.allocateFrom(commands));
            if (result != 0) throw new NftException(error(), null);
        } catch (NftException e) {
            throw e;
        } catch (Throwable e) {
            throw new NftException("libnftables failed", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (context.equals(MemorySegment.NULL)) return;
            free.invokeExact(context);
            context = MemorySegment.NULL;
        } catch (Throwable e) {
            throw new NftException("libnftables failed", e);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private String error() throws Throwable {
        var message = (MemorySegment) errorBuffer.invokeExact(context);
        return message.equals(MemorySegment.NULL)
                ? "(no reason)"
                : message.reinterpret(Long.MAX_VALUE).getString(0);
    }
}

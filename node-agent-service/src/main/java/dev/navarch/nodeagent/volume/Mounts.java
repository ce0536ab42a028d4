package dev.navarch.nodeagent.volume;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** mount(2) and umount2(2), and what is mounted now. */
final class Mounts {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup C = LINKER.defaultLookup();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle MOUNT = handle(
            "mount",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS));
    private static final MethodHandle UMOUNT =
            handle("umount2", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final int DETACH = 2;
    private static final int NO_SUCH_MOUNT = 22;

    private Mounts() {}

    /** @param options such as {@code size=1048576} */
    static void memory(Path target, String options) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var type = arena.allocateFrom("tmpfs");
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var result = (int) MOUNT.invokeExact(
                    state, type, arena.allocateFrom(target.toString()), type, 0L, arena.allocateFrom(options));
            if (result != 0) throw new IOException("cannot mount memory at " + target + ": errno " + errno(state));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing mounted there is no failure. */
    static void unmount(Path target) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var result = (int) UMOUNT.invokeExact(state, arena.allocateFrom(target.toString()), DETACH);
            if (result != 0 && errno(state) != NO_SUCH_MOUNT) {
                throw new IOException("cannot unmount " + target + ": errno " + errno(state));
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Mount points below a folder, or the folder itself, innermost first. */
    static List<Path> below(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        for (var line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            var point = Path.of(line.split(" ")[4].replace("\\040", " "));
            if (point.startsWith(folder)) found.addFirst(point);
        }
        return found;
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(C.findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }
}

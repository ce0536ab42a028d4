package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.AotTraining;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        hidden = true,
        description = "Makes the AOT cache that every process starts from; ./navarch up does it once.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        if (new AotTraining().run()) return 0;
        out.println("No AOT cache could be made; processes start without one, which is slower but no error.");
        return 1;
    }
}

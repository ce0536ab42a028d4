package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.AotTraining;
import dev.navarch.standalone.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        hidden = true,
        description = "Makes the AOT cache that every process starts from; ./navarch up does it once.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--options-file",
            description = "Written afterwards: what java is to be started with, for java @FILE MAIN-CLASS.")
    private @Nullable Path optionsFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var trained = new AotTraining().run();
        if (!trained)
            out.println("No AOT cache could be made; processes start without one, which is slower but no error.");
        if (optionsFile != null)
            Files.write(optionsFile, JavaCommand.ofThisInstallation().options());
        return trained ? 0 : 1;
    }
}

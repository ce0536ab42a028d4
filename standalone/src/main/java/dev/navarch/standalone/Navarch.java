package dev.navarch.standalone;

import dev.navarch.standalone.command.DownCommand;
import dev.navarch.standalone.command.IdentitiesCommand;
import dev.navarch.standalone.command.KubectlCommand;
import dev.navarch.standalone.command.LoadCommand;
import dev.navarch.standalone.command.LogsCommand;
import dev.navarch.standalone.command.StatusCommand;
import dev.navarch.standalone.command.TrainCommand;
import dev.navarch.standalone.command.UpCommand;
import dev.navarch.standalone.command.UserError;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "navarch",
        mixinStandardHelpOptions = true,
        version = "navarch 0.1.0 (Kubernetes 1.36)",
        description = "A Kubernetes cluster from one command.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            LoadCommand.class,
            KubectlCommand.class,
            DownCommand.class,
            IdentitiesCommand.class,
            TrainCommand.class
        })
public final class Navarch {
    private Navarch() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Navarch())
                .setExecutionExceptionHandler(Navarch::explain)
                .setCaseInsensitiveEnumValuesAllowed(true);
        var kubectl = Objects.requireNonNull(commandLine.getSubcommands().get("kubectl"));
        kubectl.setUnmatchedOptionsArePositionalParams(true).setStopAtPositional(true);
        System.exit(commandLine.execute(arguments));
    }

    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        if (!(failure instanceof UserError)) throw failure;
        commandLine.getErr().println("navarch: " + failure.getMessage());
        return 1;
    }
}

package dev.navarch.standalone.command;

import dev.navarch.standalone.cluster.ClusterStatus;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what a cluster consists of and whether it runs. Exits 0 when all of it does, else 3.")
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "-o", paramLabel = "text|json", defaultValue = "text", description = "Output (default: text).")
    private String output = "text";

    @Override
    public Integer call() {
        if (!output.equals("text") && !output.equals("json"))
            throw new UserError("-o " + output + ": use text or json");
        var status = ClusterStatus.read(cluster.existing(), cluster.directory());
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        if (output.equals("json")) {
            var mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            out.println(mapper.writeValueAsString(status));
        } else {
            status.print(out);
        }
        return status.running() ? 0 : NOT_RUNNING;
    }
}

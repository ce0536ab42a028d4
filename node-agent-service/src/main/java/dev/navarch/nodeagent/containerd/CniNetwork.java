package dev.navarch.nodeagent.containerd;

import dev.navarch.nodeagent.settings.NodeDirectories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The pods' network of this node: a routed pair of interfaces a pod, addresses out of the node's range. */
public final class CniNetwork {
    private static final String FILE = "10-navarch.conflist";
    private final NodeDirectories directories;

    public CniNetwork(NodeDirectories directories) {
        this.directories = directories;
    }

    /** containerd follows its configuration folder; it must never read half a file. */
    public void write(String podCidr) {
        var text = """
                {"cniVersion":"1.0.0","name":"navarch","plugins":[
                 {"type":"ptp","ipMasq":false,"ipam":{"type":"host-local","dataDir":"%s",
                  "ranges":[[{"subnet":"%s"}]],"routes":[{"dst":"0.0.0.0/0"}]}},
                 {"type":"portmap","capabilities":{"portMappings":true}}]}
                """.formatted(directories.cniAddresses(), podCidr);
        var file = directories.cniConfigurations().resolve(FILE);
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) return;
            Path draft = Files.writeString(directories.cniConfigurations().resolve(FILE + ".draft"), text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the pod network's configuration " + file, e);
        }
    }
}

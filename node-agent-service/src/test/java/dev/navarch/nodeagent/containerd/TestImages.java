package dev.navarch.nodeagent.containerd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Images made from what a Debian machine has, without a registry. */
public final class TestImages {
    public static final String BUSYBOX = "node.local/busybox:1";
    private static final List<String> APPLETS = List.of(
            "sh",
            "sleep",
            "echo",
            "cat",
            "env",
            "ls",
            "id",
            "true",
            "false",
            "test",
            "nc",
            "httpd",
            "wget",
            "ip",
            "hostname",
            "mount",
            "stat",
            "touch",
            "rm",
            "mkdir",
            "kill",
            "ps",
            "head",
            "tail",
            "seq",
            "dd",
            "date",
            "ipcs",
            "readlink",
            "trap",
            "nslookup",
            "ping",
            "tr",
            "wc",
            "sync",
            "chmod",
            "awk",
            "grep");

    private TestImages() {}

    /** busybox with its applets, /tmp, and a passwd that knows root and user 1000. */
    public static DockerArchive busybox() throws IOException {
        var program = Files.isExecutable(Path.of("/bin/busybox")) ? "/bin/busybox" : "/usr/bin/busybox";
        var layer = new TarArchive()
                .folder("bin", 0755)
                .file("bin/busybox", 0755, Files.readAllBytes(Path.of(program)))
                .folder("etc", 0755)
                .file("etc/passwd", 0644, "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/:/bin/sh\n")
                .file("etc/group", 0644, "root:x:0:\nuser:x:1000:\n")
                .folder("root", 0700)
                .folder("tmp", 01777)
                .folder("var", 0755);
        for (var applet : APPLETS) layer.link("bin/" + applet, "busybox");
        return new DockerArchive(
                BUSYBOX, layer, Map.of("Cmd", List.of("sh"), "Env", List.of("PATH=/bin:/sbin", "FROM_IMAGE=yes")));
    }
}

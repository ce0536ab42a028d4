package dev.navarch.nodeagent.containerd;

import dev.navarch.nodeagent.settings.NodeDirectories;
import java.nio.file.Path;

/** containerd's config.toml for one node: nothing in it is shared with another containerd of the machine. */
record ContainerdConfiguration(NodeDirectories directories, Path cniPlugins, String sandboxImage) {
    String toToml() {
        return """
                version = 2
                root = "%1$s"
                state = "%2$s"
                disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", \
                "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", \
                "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing"]

                [grpc]
                  address = "%3$s"
                [plugins."io.containerd.internal.v1.opt"]
                  path = "%1$s/opt"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%4$s"
                  stream_server_address = "127.0.0.1"
                  stream_server_port = "0"
                  netns_mounts_under_state_dir = true
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "%5$s"
                    conf_dir = "%6$s"
                  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                    runtime_type = "io.containerd.runc.v2"
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                      SystemdCgroup = false
                      Root = "%2$s/runc"
                  [plugins."io.containerd.grpc.v1.cri".registry]
                    config_path = "%1$s/certs.d"
                """.formatted(
                        directories.containerdRoot(),
                        directories.state(),
                        directories.containerdSocket(),
                        sandboxImage,
                        cniPlugins,
                        directories.cniConfigurations());
    }
}

package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.pod.PodStatusBuilder.Verdict;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Sysctl;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a pod that was put on this node may begin; the scheduler is not the only one who puts pods here. */
final class PodAdmission {
    /** Namespaced, and without harm to neighbours. */
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");

    private final NodeRoom room;

    PodAdmission(NodeRoom room) {
        this.room = room;
    }

    /** Why not; null when it may. */
    @Nullable
    Verdict refusal(V1Pod pod) {
        var shortage = room.shortage(pod);
        if (shortage != null) return new Verdict("OutOf" + shortage.resource(), shortage.text());
        var context = specOf(pod).getSecurityContext();
        var sysctls = context == null ? null : context.getSysctls();
        return Objects.requireNonNullElse(sysctls, List.<V1Sysctl>of()).stream()
                .map(V1Sysctl::getName)
                .filter(name -> !SAFE_SYSCTLS.contains(name.replace('/', '.')))
                .findFirst()
                .map(name -> new Verdict("SysctlForbidden", "forbidden sysctl: \"" + name + "\" not allowlisted"))
                .orElse(null);
    }
}

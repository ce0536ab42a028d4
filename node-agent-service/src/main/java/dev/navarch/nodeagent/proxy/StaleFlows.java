package dev.navarch.nodeagent.proxy;

import dev.navarch.nodeagent.proxy.Backends.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UDP flows that the kernel would keep sending where they went before: to an endpoint that is gone, or nowhere because the Service
 * had none. TCP connections need nothing.
 */
final class StaleFlows {
    private static final Logger log = LoggerFactory.getLogger(StaleFlows.class);
    private static final Backends NONE = new Backends(List.of(), 0, false);

    private StaleFlows() {}

    static void forget(Map<Frontend, Backends> before, Map<Frontend, Backends> after) {
        for (var command : commands(before, after)) {
            var result = Commands.run(command);
            // 1 also means that there was no such flow
            if (result.exit() < 0 || result.exit() > 1) {
                log.warn(
                        "UDP flows of a changed Service may go astray command={} error={}",
                        String.join(" ", command),
                        result.output());
            }
        }
    }

    static List<List<String>> commands(Map<Frontend, Backends> before, Map<Frontend, Backends> after) {
        var commands = new ArrayList<List<String>>();
        before.forEach((frontend, backends) -> {
            if (!frontend.protocol().equals("udp")) return;
            var now = after.getOrDefault(frontend, NONE);
            for (var endpoint : backends.all()) {
                var noLongerChosen =
                        backends.slots().contains(endpoint) && !now.slots().contains(endpoint);
                if (noLongerChosen || !now.all().contains(endpoint)) commands.add(flowsTo(frontend, endpoint));
            }
        });
        after.forEach((frontend, backends) -> {
            if (!frontend.protocol().equals("udp") || backends.all().isEmpty()) return;
            if (before.getOrDefault(frontend, NONE).all().isEmpty()) commands.add(flowsOf(frontend));
        });
        return commands;
    }

    private static List<String> flowsTo(Frontend frontend, Endpoint endpoint) {
        var command = flowsOf(frontend);
        command.addAll(List.of("--reply-src", endpoint.address()));
        return command;
    }

    private static List<String> flowsOf(Frontend frontend) {
        var command = new ArrayList<>(List.of("conntrack", "-D", "-p", "udp"));
        switch (frontend) {
            case Frontend.ClusterIp ip -> command.addAll(List.of("--orig-dst", ip.address()));
            case Frontend.ExternalIp ip -> command.addAll(List.of("--orig-dst", ip.address()));
            case Frontend.NodePort _ -> {}
        }
        command.addAll(List.of("--orig-port-dst", Integer.toString(frontend.port())));
        return command;
    }
}

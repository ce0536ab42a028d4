package dev.navarch.apiserver.bootstrap;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersion;
import java.util.List;

/** An APIService for each API version that this server answers for itself, with upstream's priorities. */
final class LocalAPIServiceStep implements BootstrapStep {
    private static final GroupResource API_SERVICES = new GroupResource("apiregistration.k8s.io", "apiservices");

    private static final List<Entry> ENTRIES = List.of(
            new Entry("", "v1", 18_000, 1),
            new Entry("apps", "v1", 17_800, 15),
            new Entry("events.k8s.io", "v1", 17_750, 15),
            new Entry("authentication.k8s.io", "v1", 17_700, 15),
            new Entry("authorization.k8s.io", "v1", 17_600, 15),
            new Entry("autoscaling", "v1", 17_500, 15),
            new Entry("autoscaling", "v2", 17_500, 30),
            new Entry("batch", "v1", 17_400, 15),
            new Entry("certificates.k8s.io", "v1", 17_300, 15),
            new Entry("networking.k8s.io", "v1", 17_200, 15),
            new Entry("policy", "v1", 17_100, 15),
            new Entry("rbac.authorization.k8s.io", "v1", 17_000, 15),
            new Entry("storage.k8s.io", "v1", 16_800, 15),
            new Entry("admissionregistration.k8s.io", "v1", 16_700, 15),
            new Entry("apiextensions.k8s.io", "v1", 16_700, 15),
            new Entry("scheduling.k8s.io", "v1", 16_600, 15),
            new Entry("coordination.k8s.io", "v1", 16_500, 15),
            new Entry("node.k8s.io", "v1", 16_300, 15),
            new Entry("discovery.k8s.io", "v1", 16_200, 15),
            new Entry("resource.k8s.io", "v1", 16_200, 15),
            new Entry("flowcontrol.apiserver.k8s.io", "v1", 16_100, 21));

    private final ObjectEnsurer ensurer;

    private record Entry(GroupVersion version, int groupPriority, int versionPriority) {
        Entry(String group, String version, int groupPriority, int versionPriority) {
            this(new GroupVersion(group, version), groupPriority, versionPriority);
        }
    }

    LocalAPIServiceStep(ObjectEnsurer ensurer) {
        this.ensurer = ensurer;
    }

    @Override
    public String name() {
        return "apiservice-registration-controller";
    }

    @Override
    public void run() {
        ENTRIES.forEach(this::create);
    }

    private void create(Entry entry) {
        var version = entry.version.version();
        var service =
                NewObject.of("apiregistration.k8s.io/v1", "APIService", "", version + "." + entry.version.group());
        NewObject.metadata(service).putObject("labels").put("kube-aggregator.kubernetes.io/automanaged", "onstart");
        service.putObject("spec")
                .put("group", entry.version.group())
                .put("version", version)
                .put("groupPriorityMinimum", entry.groupPriority)
                .put("versionPriority", entry.versionPriority);
        ensurer.create(API_SERVICES, service);
    }
}

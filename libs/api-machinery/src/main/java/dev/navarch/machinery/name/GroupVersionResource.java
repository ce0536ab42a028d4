package dev.navarch.machinery.name;

public record GroupVersionResource(String group, String version, String resource) {
    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }
}

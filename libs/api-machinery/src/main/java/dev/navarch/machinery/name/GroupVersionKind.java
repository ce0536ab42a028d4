package dev.navarch.machinery.name;

public record GroupVersionKind(String group, String version, String kind) {
    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    /** As upstream prints it in messages: {@code apps/v1, Kind=Deployment}. */
    @Override
    public String toString() {
        return groupVersion() + ", Kind=" + kind;
    }
}

package dev.navarch.machinery.name;

/** An API group and one of its versions; the core group is the empty string. */
public record GroupVersion(String group, String version) {
    public static GroupVersion parse(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0
                ? new GroupVersion("", apiVersion)
                : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
    }

    public GroupVersionKind kind(String kind) {
        return new GroupVersionKind(group, version, kind);
    }

    /** As in an object's {@code apiVersion}: {@code v1}, {@code apps/v1}. */
    @Override
    public String toString() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}

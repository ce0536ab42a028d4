package dev.navarch.machinery.name;

/** A resource without its version; what storage keys, RBAC and messages speak of. */
public record GroupResource(String group, String resource) {
    /** As upstream prints it in messages: {@code pods}, {@code deployments.apps}. */
    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}

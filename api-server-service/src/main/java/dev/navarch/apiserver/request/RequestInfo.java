package dev.navarch.apiserver.request;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersion;

/**
 * What a path and method ask for, in the words of authorization.
 *
 * @param resourceRequest false for paths such as /version, then only {@code path} and {@code verb} count
 * @param verb get, list, watch, create, update, patch, delete, deletecollection; for other paths the method in lower case
 * @param name empty for collections; also filled from a {@code metadata.name} field selector on list and watch
 */
public record RequestInfo(
        boolean resourceRequest,
        String verb,
        String group,
        String version,
        String namespace,
        String resource,
        String subresource,
        String name,
        String path) {
    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }
}

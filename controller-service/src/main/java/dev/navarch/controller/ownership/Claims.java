package dev.navarch.controller.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.selector.LabelSelectors;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of some objects an owner controls. Takes orphans that match its selector, lets go of its own that no longer do. Before the
 * first adoption of a run the owner is read from the server: one that was replaced or is going away takes nobody in.
 */
public final class Claims<O extends KubernetesObject, C extends KubernetesObject> {
    private final ResourceClient<O> owners;
    private final ResourceClient<C> children;
    private final @Nullable String finalizer;

    public Claims(ResourceClient<O> owners, ResourceClient<C> children) {
        this(owners, children, null);
    }

    /** @param finalizer what an adopted child gets, and loses when it is let go */
    public Claims(ResourceClient<O> owners, ResourceClient<C> children, @Nullable String finalizer) {
        this.owners = owners;
        this.children = children;
        this.finalizer = finalizer;
    }

    public List<C> claim(O owner, V1LabelSelector selector, Collection<C> candidates) {
        var run = new Run(owner);
        var claimed = new ArrayList<C>();
        for (var candidate : candidates) {
            var child = run.claim(
                    candidate,
                    LabelSelectors.matches(selector, candidate.getMetadata().getLabels()));
            if (child != null) {
                claimed.add(child);
            }
        }
        return claimed;
    }

    private final class Run {
        private final O owner;
        private @Nullable Boolean mayAdopt;

        Run(O owner) {
            this.owner = owner;
        }

        @Nullable
        C claim(C child, boolean matches) {
            if (ControllerReferences.of(child) != null) {
                if (!ControllerReferences.isControlledBy(child, owner)) {
                    return null;
                }
                if (!matches && owner.getMetadata().getDeletionTimestamp() == null) {
                    release(child);
                }
                return matches ? child : null;
            }
            var taken = matches
                    && owner.getMetadata().getDeletionTimestamp() == null
                    && child.getMetadata().getDeletionTimestamp() == null
                    && mayAdopt();
            return taken ? adopt(child) : null;
        }

        private boolean mayAdopt() {
            if (mayAdopt == null) {
                var live = owners.find(namespace(owner), owner.getMetadata().getName());
                mayAdopt = live != null
                        && Objects.equals(
                                live.getMetadata().getUid(), owner.getMetadata().getUid())
                        && live.getMetadata().getDeletionTimestamp() == null;
            }
            return mayAdopt;
        }

        private @Nullable C adopt(C child) {
            return patch(child, ModelJson.tree(ControllerReferences.to(owner)), "finalizers");
        }

        private void release(C child) {
            var removal = new JsonObject();
            removal.addProperty("$patch", "delete");
            removal.addProperty("uid", owner.getMetadata().getUid());
            patch(child, removal, "$deleteFromPrimitiveList/finalizers");
        }

        private @Nullable C patch(C child, JsonObject reference, String finalizerList) {
            var references = new JsonArray();
            references.add(reference);
            var metadata = new JsonObject();
            metadata.addProperty("uid", child.getMetadata().getUid());
            metadata.add("ownerReferences", references);
            if (finalizer != null) {
                var finalizers = new JsonArray();
                finalizers.add(finalizer);
                metadata.add(finalizerList, finalizers);
            }
            var body = new JsonObject();
            body.add("metadata", metadata);
            try {
                return children.patch(
                        namespace(child), child.getMetadata().getName(), PatchType.STRATEGIC_MERGE, body.toString());
            } catch (ApiFailure e) {
                if (e.isNotFound()) {
                    return null;
                }
                throw e;
            }
        }
    }

    private static String namespace(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
    }
}

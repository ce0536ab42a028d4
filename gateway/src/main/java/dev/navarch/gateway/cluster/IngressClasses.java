package dev.navarch.gateway.cluster;

import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which Ingresses are this gateway's: those of a class with its controller, and those without a class where its own is the default. */
final class IngressClasses {
    static final String CONTROLLER = "navarch.dev/gateway";
    static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    private static final String LEGACY_CLASS = "kubernetes.io/ingress.class";

    private final Informer<V1IngressClass> classes;

    IngressClasses(Informer<V1IngressClass> classes) {
        this.classes = classes;
    }

    boolean serves(V1Ingress ingress) {
        var name = className(ingress);
        if (name != null) return isOwn(classes.find("", name));
        return classes.list().stream().anyMatch(each -> isDefault(each) && isOwn(each));
    }

    boolean anyDefault() {
        return classes.list().stream().anyMatch(IngressClasses::isDefault);
    }

    /** The annotation is older than the field, and speaks only where that is silent. */
    private static @Nullable String className(V1Ingress ingress) {
        var spec = ingress.getSpec();
        if (spec != null && spec.getIngressClassName() != null) return spec.getIngressClassName();
        var annotations = Objects.requireNonNull(ingress.getMetadata()).getAnnotations();
        return annotations == null ? null : annotations.get(LEGACY_CLASS);
    }

    private static boolean isOwn(@Nullable V1IngressClass ingressClass) {
        return ingressClass != null
                && ingressClass.getSpec() != null
                && CONTROLLER.equals(ingressClass.getSpec().getController());
    }

    private static boolean isDefault(V1IngressClass ingressClass) {
        var annotations = Objects.requireNonNull(ingressClass.getMetadata()).getAnnotations();
        return annotations != null && "true".equals(annotations.get(DEFAULT));
    }
}

package dev.navarch.resources.pod;

import dev.navarch.resources.podtemplate.ContainerLists;
import dev.navarch.resources.podtemplate.PodSpecValidation;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.Set;

final class PodValidation {
    static final String MIRROR = "kubernetes.io/config.mirror";
    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

    private PodValidation() {}

    static void validate(Field pod) {
        annotations(pod);
        PodSpecValidation.validatePod(pod.get("spec"), pod.get("metadata"), false);
        tokens(pod.get("spec"));
    }

    static void validateUpdated(Field pod) {
        annotations(pod);
        PodSpecValidation.validatePod(pod.get("spec"), pod.get("metadata"), true);
        tokens(pod.get("spec"));
    }

    static void validateNew(Field pod) {
        pod.get("spec").get("ephemeralContainers").forbiddenIfSet("cannot be set on create");
    }

    static void annotations(Field pod) {
        var annotations = pod.get("metadata").get("annotations");
        for (var annotation : annotations.entries()) {
            var value = annotation.getValue();
            switch (annotation.getKey()) {
                case MIRROR -> {
                    if (pod.get("spec").get("nodeName").empty())
                        value.invalid("must set spec.nodeName if mirror pod annotation is set");
                }
                case DELETION_COST -> {
                    if (!isInteger(value.text())) value.invalid("must be a 32bit integer");
                }
                default -> {
                    if (annotation.getKey().startsWith(APP_ARMOR)) appArmor(annotation.getKey(), value, pod);
                }
            }
        }
    }

    private static boolean isInteger(String text) {
        if (!text.matches("0|-?[1-9]\\d{0,9}")) return false;
        var number = Long.parseLong(text);
        return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
    }

    private static void appArmor(String key, Field value, Field pod) {
        var container = key.substring(APP_ARMOR.length());
        if (!containers(pod).contains(container)) value.invalid(container, "container not found");
        if (!value.text().isEmpty()
                && !Set.of("runtime/default", "unconfined").contains(value.text())
                && !value.text().startsWith("localhost/"))
            value.invalid("invalid AppArmor profile name: \"" + value.text() + "\"");
    }

    private static Set<String> containers(Field pod) {
        var names = new HashSet<String>();
        for (var list : ContainerLists.ALL)
            for (var container : pod.get("spec").get(list).items())
                names.add(container.get("name").text());
        return names;
    }

    /** After admission, which fills in the service account. */
    private static void tokens(Field spec) {
        if (spec.get("serviceAccountName").notEmpty()) return;
        for (var volume : spec.get("volumes").items())
            for (var source : volume.get("projected").get("sources").items())
                if (source.get("serviceAccountToken").present())
                    source.get("serviceAccountToken")
                            .forbidden("must not be specified when serviceAccountName is not set");
    }
}

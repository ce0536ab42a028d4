package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for where a container sees the pod's volumes. */
final class VolumeMountValidation {
    private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer", "None");
    private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

    private VolumeMountValidation() {}

    static void validate(Field container, PodContext pod) {
        var devicePaths = new HashSet<String>();
        var deviceNames = new HashSet<String>();
        for (var device : container.get("volumeDevices").items()) {
            devicePaths.add(device.get("devicePath").text());
            deviceNames.add(device.get("name").text());
        }
        var mountPaths = new HashSet<String>();
        var mountNames = new HashSet<String>();
        var mounts = container.get("volumeMounts");
        for (var mount : mounts.items()) {
            mount(mount, container, pod);
            var path = mount.get("mountPath");
            if (!mountPaths.add(path.text()) && path.notEmpty()) path.invalid("must be unique");
            if (devicePaths.contains(path.text()) && path.notEmpty())
                path.invalid("must not already exist as a path in volumeDevices");
            if (deviceNames.contains(mount.get("name").text()))
                mount.get("name").invalid("must not already exist in volumeDevices");
            mountNames.add(mount.get("name").text());
        }
        devices(container.get("volumeDevices"), mountPaths, mountNames, pod);
    }

    private static void mount(Field mount, Field container, PodContext pod) {
        var name = mount.get("name");
        if (!pod.volumes().containsKey(name.needed().text())) name.notFound();
        mount.get("mountPath").needed();
        var subPath = mount.get("subPath");
        var expression = mount.get("subPathExpr");
        subPath.mustBeIfSet(Paths::local);
        if (expression.notEmpty()) {
            if (subPath.notEmpty()) expression.invalid("subPathExpr and subPath are mutually exclusive");
            expression.mustBe(Paths::local);
        }
        propagation(mount, container);
        recursive(mount);
    }

    private static void propagation(Field mount, Field container) {
        var propagation = mount.get("mountPropagation");
        if (propagation.absent()) return;
        propagation.oneOf(PROPAGATIONS);
        if (propagation.text().equals("Bidirectional")
                && !container.get("securityContext").get("privileged").flag())
            propagation.forbidden("Bidirectional mount propagation is available only to privileged containers");
    }

    private static void recursive(Field mount) {
        var recursive = mount.get("recursiveReadOnly");
        if (recursive.absent()) return;
        recursive.oneOf(RECURSIVE);
        if (!Set.of("Enabled", "IfPossible").contains(recursive.text())) return;
        if (!mount.get("readOnly").flag()) recursive.forbidden("may only be specified when readOnly is true");
        var propagation = mount.get("mountPropagation");
        if (propagation.notEmpty() && !propagation.text().equals("None"))
            recursive.forbidden("may only be specified when mountPropagation is None or not specified");
    }

    private static void devices(Field devices, Set<String> mountPaths, Set<String> mountNames, PodContext pod) {
        var names = new HashSet<String>();
        var paths = new HashSet<String>();
        for (var device : devices.items()) {
            var name = device.get("name");
            name.needed();
            var volume = pod.volumes().get(name.text());
            if (name.notEmpty() && !names.add(name.text())) name.invalid("must be unique");
            if (volume != null && !volume.hasNonNull("persistentVolumeClaim") && !volume.hasNonNull("ephemeral"))
                name.invalid("can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            if (volume == null) name.notFound();
            if (mountNames.contains(name.text())) name.invalid("must not already exist in volumeMounts");
            var path = device.get("devicePath");
            path.needed();
            if (path.notEmpty() && !paths.add(path.text())) path.invalid("must be unique");
            if (path.notEmpty() && !Paths.noBacksteps(path.text()).isEmpty())
                path.invalid("can not contain backsteps ('..')");
            if (mountPaths.contains(path.text())) path.invalid("must not already exist as a path in volumeMounts");
        }
        if (devices.notEmpty() && pod.ownUsers()) devices.forbidden("when `hostUsers` is false");
    }
}

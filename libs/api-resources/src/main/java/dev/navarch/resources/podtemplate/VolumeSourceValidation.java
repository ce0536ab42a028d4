package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for the sources that pods' volumes and persistent volumes share. */
public final class VolumeSourceValidation {
    private static final Pattern IQN =
            Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([A-Za-z0-9-]+)(\\.[A-Za-z0-9-]+)*(:[^,;*&$|\\s]+)?");
    private static final Pattern EUI = Pattern.compile("eui\\.[A-Fa-f0-9]{16}");
    private static final Pattern NAA = Pattern.compile("naa\\.[A-Fa-f0-9]{32}");
    private static final List<String> HOST_PATH_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");

    private VolumeSourceValidation() {}

    public static void validate(String name, Field source, Field volume) {
        switch (name) {
            case "emptyDir" -> emptyDir(source);
            case "hostPath" -> hostPath(source);
            case "gitRepo" -> {
                source.get("repository").needed();
                source.get("directory").mustBe(Paths::local);
            }
            case "gcePersistentDisk" -> {
                var disk = source.reportedAt(volume.path().child("persistentDisk"));
                disk.get("pdName").needed();
                partition(disk.get("partition"));
            }
            case "awsElasticBlockStore" -> {
                source.get("volumeID").needed();
                partition(source.get("partition"));
            }
            case "nfs" -> nfs(source);
            case "iscsi" -> iscsi(source, volume);
            case "glusterfs" -> need(source, "endpoints", "path");
            case "flocker" -> flocker(source);
            case "rbd" -> need(source, "monitors", "image");
            case "cinder" -> {
                need(source, "volumeID");
                secretName(source);
            }
            case "cephfs" -> need(source, "monitors");
            case "quobyte" -> quobyte(source);
            case "fc" -> fibreChannel(source);
            case "flexVolume" -> flexVolume(source);
            case "azureFile" -> need(source, "secretName", "shareName");
            case "azureDisk" -> azureDisk(source);
            case "vsphereVolume" -> need(source, "volumePath");
            case "photonPersistentDisk" -> need(source, "pdID");
            case "portworxVolume" -> need(source, "volumeID");
            case "scaleIO" -> need(source, "gateway", "system", "volumeName");
            case "storageos" -> storageOs(source);
            default -> {}
        }
    }

    /** The name of a CSI driver. */
    public static void driver(Field driver) {
        if (driver.needed().empty()) return;
        if (driver.text().length() > 63) driver.tooLong(63);
        Names.dnsSubdomain(VolumeValidation.lower(driver.text())).forEach(driver::invalid);
    }

    private static void need(Field source, String... fields) {
        for (var field : fields) source.get(field).needed();
    }

    private static void emptyDir(Field source) {
        var limit = Quantity.find(source.get("sizeLimit").text());
        if (limit != null && limit.signum() < 0)
            source.get("sizeLimit").forbidden("SizeLimit field must be a valid resource quantity");
    }

    private static void hostPath(Field source) {
        source.get("path").needs(Paths::noBacksteps);
        if (source.get("type").present()) source.get("type").oneOf(HOST_PATH_TYPES);
    }

    private static void partition(Field partition) {
        if (partition.number() < 0 || partition.number() > 255)
            partition.invalid("must be between 1 and 255, inclusive");
    }

    private static void nfs(Field source) {
        source.get("server").needed();
        var path = source.get("path");
        if (path.needed().notEmpty() && !path.text().startsWith("/")) path.invalid("must be an absolute path");
    }

    private static void iscsi(Field source, Field volume) {
        source.get("targetPortal").needed();
        var iqn = source.get("iqn");
        if (iqn.needed().notEmpty()) qualified(iqn);
        if (source.get("lun").number() < 0 || source.get("lun").number() > 255)
            source.get("lun").invalid("must be between 0 and 255, inclusive");
        if ((source.get("chapAuthDiscovery").flag()
                        || source.get("chapAuthSession").flag())
                && source.get("secretRef").absent()) source.get("secretRef").required("");
        secretName(source);
        var initiator = source.get("initiatorName");
        if (initiator.absent()) return;
        qualified(initiator);
        if ((volume.get("name").text() + ":" + source.get("targetPortal").text()).length() > 64)
            source.get("targetPortal").tooLong(64);
    }

    private static void qualified(Field name) {
        if (!name.text().matches("(iqn|eui|naa).*"))
            name.invalid("must be valid format starting with iqn, eui, or naa");
        else if (List.of(IQN, EUI, NAA).stream()
                .noneMatch(form -> form.matcher(name.text()).matches())) name.invalid("must be valid format");
    }

    private static void secretName(Field source) {
        if (source.get("secretRef").present())
            source.get("secretRef").get("name").needed();
    }

    private static void flocker(Field source) {
        var name = source.get("datasetName");
        var uuid = source.get("datasetUUID");
        if (name.empty() && uuid.empty()) source.required("one of datasetName and datasetUUID is required");
        if (name.notEmpty() && uuid.notEmpty())
            source.invalid("resource", "datasetName and datasetUUID can not be specified simultaneously");
        if (name.text().contains("/")) name.invalid("must not contain '/'");
    }

    private static void quobyte(Field source) {
        var registry = source.get("registry");
        if (registry.empty()) registry.required("must be a host:port pair or multiple pairs separated by commas");
        else if (source.get("tenant").text().length() > 64)
            source.get("tenant").required("must be a UUID and may not exceed a length of 64 characters");
        else
            for (var pair : registry.text().split(",", -1))
                if (!pair.matches("[^:]+:\\d+"))
                    registry.invalid("must be a host:port pair or multiple pairs separated by commas");
        source.get("volume").needed();
    }

    private static void fibreChannel(Field source) {
        var names = source.get("targetWWNs");
        if (names.empty() && source.get("wwids").empty())
            names.required("must specify either targetWWNs or wwids, but not both");
        if (names.notEmpty() && source.get("wwids").notEmpty())
            names.invalid("targetWWNs and wwids can not be specified simultaneously");
        if (names.empty()) return;
        var lun = source.get("lun");
        if (lun.absent()) lun.required("lun is required if targetWWNs is specified");
        else lun.between(0, 255);
    }

    private static void flexVolume(Field source) {
        source.get("driver").needed();
        for (var option : source.get("options").entries()) {
            var domain = option.getKey().contains("/")
                    ? option.getKey().substring(0, option.getKey().indexOf('/'))
                    : option.getKey();
            if (("." + domain).endsWith(".kubernetes.io") || ("." + domain).endsWith(".k8s.io"))
                option.getValue().invalid(option.getKey(), "kubernetes.io and k8s.io namespaces are reserved");
        }
    }

    private static void azureDisk(Field source) {
        need(source, "diskName", "diskURI");
        source.get("cachingMode").oneOfIfSet(List.of("None", "ReadOnly", "ReadWrite"));
        source.get("kind").oneOfIfSet(List.of("Dedicated", "Managed", "Shared"));
        var managed = source.get("kind").text().equals("Managed");
        var uri = source.get("diskURI");
        if (managed && !uri.text().startsWith("/subscriptions/"))
            uri.notSupported(List.of(
                    "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"));
        if (!managed && !uri.text().startsWith("https://") && uri.notEmpty())
            uri.notSupported(List.of("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
    }

    private static void storageOs(Field source) {
        source.get("volumeName").needs(Names::dnsLabel);
        source.get("volumeNamespace").mustBeIfSet(Names::dnsLabel);
        secretName(source);
    }
}

package dev.navarch.client;

/**
 * What the local provisioner and the node agents agree on. The provisioner makes a PersistentVolume whose directory lies below the
 * folder that the node's annotation names; the node's agent makes the directory when a pod first uses it. When the volume is
 * deleted the agent removes the data and then the finalizer.
 */
public final class LocalVolumes {
    public static final String PROVISIONER = "navarch.dev/local-path";
    public static final String FINALIZER = "navarch.dev/local-path";
    public static final String FOLDER_ANNOTATION = "navarch.dev/volumes-folder";
    public static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    private LocalVolumes() {}
}

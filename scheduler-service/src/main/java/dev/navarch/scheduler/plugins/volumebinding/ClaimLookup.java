package dev.navarch.scheduler.plugins.volumebinding;

import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Local copies of what claims are made of. */
public interface ClaimLookup {
    @Nullable
    V1PersistentVolumeClaim findClaim(String namespace, String name);

    @Nullable
    V1PersistentVolume findVolume(String name);

    @Nullable
    V1StorageClass findStorageClass(String name);

    List<V1PersistentVolume> volumeList();
}

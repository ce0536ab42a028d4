package dev.navarch.controller.endpointslice;

import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the endpoints of one group over slices with as few writes as can be: what is in a slice stays there, newcomers go first
 * into slices that are written anyway, then into the fullest that have room, then into new ones.
 */
record SlicePacking(List<V1EndpointSlice> updated, List<List<V1Endpoint>> created, List<V1EndpointSlice> emptied) {
    static final int MOST = 100;

    static SlicePacking of(List<V1EndpointSlice> present, List<V1Endpoint> wanted) {
        return new Packer(wanted).pack(present);
    }

    /** An empty list may come as null. */
    static List<V1Endpoint> endpoints(V1EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getEndpoints(), List.of());
    }

    private static final class Packer {
        private final Map<String, V1Endpoint> left = new LinkedHashMap<>();
        private final List<V1EndpointSlice> updated = new ArrayList<>();
        private final List<V1EndpointSlice> untouched = new ArrayList<>();
        private final List<V1EndpointSlice> emptied = new ArrayList<>();

        Packer(List<V1Endpoint> wanted) {
            wanted.forEach(endpoint -> left.put(id(endpoint), endpoint));
        }

        SlicePacking pack(List<V1EndpointSlice> present) {
            present.forEach(this::keep);
            Deque<V1Endpoint> newcomers = new ArrayDeque<>(left.values());
            updated.sort(Comparator.comparingInt(slice -> -endpoints(slice).size()));
            updated.forEach(slice -> fill(slice, newcomers));
            untouched.sort(Comparator.comparingInt(slice -> -endpoints(slice).size()));
            for (var slice : untouched) {
                if (!newcomers.isEmpty() && endpoints(slice).size() < MOST) {
                    var copy = copyOf(slice, endpoints(slice));
                    fill(copy, newcomers);
                    updated.add(copy);
                }
            }
            return new SlicePacking(updated, chunks(newcomers), emptied);
        }

        private void keep(V1EndpointSlice slice) {
            var kept = new ArrayList<V1Endpoint>();
            var changed = false;
            for (var endpoint : endpoints(slice)) {
                var wanted = left.remove(id(endpoint));
                changed |= !endpoint.equals(wanted);
                if (wanted != null) {
                    kept.add(wanted);
                }
            }
            if (kept.isEmpty() && (left.isEmpty() || changed)) {
                emptied.add(slice);
            } else if (changed) {
                updated.add(copyOf(slice, kept));
            } else {
                untouched.add(slice);
            }
        }

        private static V1EndpointSlice copyOf(V1EndpointSlice slice, List<V1Endpoint> endpoints) {
            return ModelJson.copy(slice).endpoints(new ArrayList<>(endpoints));
        }

        private static void fill(V1EndpointSlice slice, Deque<V1Endpoint> newcomers) {
            while (!newcomers.isEmpty() && slice.getEndpoints().size() < MOST) {
                slice.getEndpoints().add(newcomers.poll());
            }
        }

        private static List<List<V1Endpoint>> chunks(Deque<V1Endpoint> newcomers) {
            var chunks = new ArrayList<List<V1Endpoint>>();
            while (!newcomers.isEmpty()) {
                var chunk = new ArrayList<V1Endpoint>();
                while (!newcomers.isEmpty() && chunk.size() < MOST) {
                    chunk.add(newcomers.poll());
                }
                chunks.add(chunk);
            }
            return chunks;
        }

        private static String id(V1Endpoint endpoint) {
            var target = endpoint.getTargetRef();
            return endpoint.getAddresses() + "/" + (target == null ? "" : uid(target.getUid()));
        }

        private static String uid(@Nullable String uid) {
            return Objects.requireNonNullElse(uid, "");
        }
    }
}

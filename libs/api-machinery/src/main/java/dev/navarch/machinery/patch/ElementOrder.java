package dev.navarch.machinery.patch;

import dev.navarch.machinery.patch.StrategicMergePatch.Meeting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The order of a merged list. What the patch names comes in the patch's order, what only the server has in the server's; where
 * the server knows both of two neighbours its order decides between them, otherwise the patch's item goes first.
 */
final class ElementOrder {
    private ElementOrder() {}

    /** Null when there is nothing to order. */
    static @Nullable ArrayNode merge(
            @Nullable JsonNode current, @Nullable JsonNode changes, ArrayNode order, Meeting meeting) {
        var original = list(current);
        var patch = list(changes);
        if (original == null && patch == null) return null;
        if (patch != null) requireSameOrder(patch, order, meeting.mergeKey());
        return arrange(StrategicList.list(merged(original, patch, meeting)), order, original, meeting.mergeKey());
    }

    private static @Nullable ArrayNode list(@Nullable JsonNode node) {
        if (StrategicMergePatch.isAbsent(node)) return null;
        if (node instanceof ArrayNode array) return array;
        throw PatchException.unexpected("expected a []interface {}, but received a " + GoPrint.type(node));
    }

    private static ArrayNode merged(@Nullable ArrayNode original, @Nullable ArrayNode patch, Meeting meeting) {
        if (patch == null) return original == null ? JsonNodeFactory.instance.arrayNode() : original;
        if (original != null)
            return meeting.strategy().merge() ? StrategicList.merge(original, patch, meeting, false) : patch;
        return StrategicMergePatch.withoutDirectives(patch) instanceof ArrayNode plain ? plain : patch;
    }

    /** The patch's items must stand in the order that it asks for. */
    private static void requireSameOrder(ArrayNode patch, ArrayNode order, @Nullable String key) {
        var next = 0;
        var items = StrategicList.list(patch).stream()
                .filter(item -> !isDeletion(item))
                .toList();
        for (var i = 0; i < order.size() && next < items.size(); i++)
            if (isSame(items.get(next), order.get(i), key)) next++;
        if (next < items.size())
            throw PatchException.unexpected("The order in patch list:\n" + GoPrint.of(patch) + "\n doesn't match "
                    + StrategicMergePatch.ORDER_PREFIX + " list:\n" + GoPrint.of(order) + "\n");
    }

    private static boolean isDeletion(JsonNode item) {
        return item instanceof ObjectNode object
                && object.path(StrategicMergePatch.PATCH).asString("").equals("delete");
    }

    /**
     * @param serverOrder the list as it was; null when there was none
     * @param key what tells objects apart; null for values
     */
    static ArrayNode arrange(
            List<JsonNode> items, ArrayNode patchOrder, @Nullable ArrayNode serverOrder, @Nullable String key) {
        var fromPatch = new ArrayList<JsonNode>();
        var serverOnly = new ArrayList<JsonNode>();
        for (var item : items) (index(patchOrder, item, key) >= 0 ? fromPatch : serverOnly).add(item);
        fromPatch.sort(Comparator.comparingInt(item -> index(patchOrder, item, key)));
        serverOnly.sort(Comparator.comparingInt(item -> index(serverOrder, item, key)));
        return interleaved(serverOnly, fromPatch, serverOrder, key);
    }

    private static ArrayNode interleaved(
            List<JsonNode> server, List<JsonNode> patch, @Nullable ArrayNode serverOrder, @Nullable String key) {
        var all = JsonNodeFactory.instance.arrayNode();
        var i = 0;
        var j = 0;
        while (i < server.size() || j < patch.size()) {
            var serverFirst =
                    j >= patch.size() || (i < server.size() && isBefore(server.get(i), patch.get(j), serverOrder, key));
            all.add(serverFirst ? server.get(i++) : patch.get(j++));
        }
        return all;
    }

    private static boolean isBefore(JsonNode left, JsonNode right, @Nullable ArrayNode order, @Nullable String key) {
        var leftAt = index(order, left, key);
        var rightAt = index(order, right, key);
        return leftAt >= 0 && rightAt >= 0 && leftAt < rightAt;
    }

    private static int index(@Nullable ArrayNode list, JsonNode item, @Nullable String key) {
        if (list == null) return -1;
        for (var i = 0; i < list.size(); i++) if (isSame(item, list.get(i), key)) return i;
        return -1;
    }

    private static boolean isSame(JsonNode left, JsonNode right, @Nullable String key) {
        if (key == null) return left.equals(right);
        return StrategicList.keyOf(left, key).equals(StrategicList.keyOf(right, key));
    }
}

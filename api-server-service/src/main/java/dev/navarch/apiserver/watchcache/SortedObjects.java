package dev.navarch.apiserver.watchcache;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Objects by key, immutable: a change makes a new map that shares all but a path of the old one, so a snapshot costs nothing and
 * every page of a list can be cut from the same one. An AVL tree whose nodes know their sizes.
 */
public final class SortedObjects {
    public static final SortedObjects EMPTY = new SortedObjects(null);

    private final @Nullable Node root;

    private SortedObjects(@Nullable Node root) {
        this.root = root;
    }

    public int size() {
        return size(root);
    }

    public @Nullable CachedObject get(String key) {
        var node = root;
        while (node != null) {
            var order = key.compareTo(node.object.key());
            if (order == 0) return node.object;
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    public SortedObjects with(CachedObject object) {
        return new SortedObjects(insert(root, object));
    }

    public SortedObjects without(String key) {
        return get(key) == null ? this : new SortedObjects(remove(root, key));
    }

    /** How many keys come before this one. */
    public int rank(String key) {
        var rank = 0;
        var node = root;
        while (node != null) {
            if (key.compareTo(node.object.key()) <= 0) {
                node = node.left;
            } else {
                rank += 1 + size(node.left);
                node = node.right;
            }
        }
        return rank;
    }

    /** In order, from the first key that is not less than {@code from} up to, not including, {@code to}; null = to the end. */
    public Iterator<CachedObject> between(String from, @Nullable String to) {
        return new InOrder(root, from, to);
    }

    private static @Nullable Node remove(@Nullable Node node, String key) {
        if (node == null) return null;
        var order = key.compareTo(node.object.key());
        if (order < 0) return balance(node.object, remove(node.left, key), node.right);
        if (order > 0) return balance(node.object, node.left, remove(node.right, key));
        if (node.left == null) return node.right;
        if (node.right == null) return node.left;
        var next = node.right;
        while (next.left != null) next = next.left;
        return balance(next.object, node.left, remove(node.right, next.object.key()));
    }

    private static Node insert(@Nullable Node node, CachedObject object) {
        if (node == null) return new Node(object, null, null);
        var order = object.key().compareTo(node.object.key());
        if (order == 0) return new Node(object, node.left, node.right);
        return order < 0
                ? balance(node.object, insert(node.left, object), node.right)
                : balance(node.object, node.left, insert(node.right, object));
    }

    private static Node balance(CachedObject object, @Nullable Node left, @Nullable Node right) {
        if (left != null && height(left) > height(right) + 1) {
            if (height(left.left) >= height(left.right) || left.right == null)
                return new Node(left.object, left.left, new Node(object, left.right, right));
            var middle = left.right;
            return new Node(
                    middle.object,
                    new Node(left.object, left.left, middle.left),
                    new Node(object, middle.right, right));
        }
        if (right != null && height(right) > height(left) + 1) {
            if (height(right.right) >= height(right.left) || right.left == null)
                return new Node(right.object, new Node(object, left, right.left), right.right);
            var middle = right.left;
            return new Node(
                    middle.object,
                    new Node(object, left, middle.left),
                    new Node(right.object, middle.right, right.right));
        }
        return new Node(object, left, right);
    }

    private static int height(@Nullable Node node) {
        return node == null ? 0 : node.height;
    }

    private static int size(@Nullable Node node) {
        return node == null ? 0 : node.size;
    }

    private static final class Node {
        final CachedObject object;
        final @Nullable Node left;
        final @Nullable Node right;
        final int size;
        final byte height;

        Node(CachedObject object, @Nullable Node left, @Nullable Node right) {
            this.object = object;
            this.left = left;
            this.right = right;
            this.size = 1 + SortedObjects.size(left) + SortedObjects.size(right);
            this.height = (byte) (1 + Math.max(SortedObjects.height(left), SortedObjects.height(right)));
        }
    }

    private static final class InOrder implements Iterator<CachedObject> {
        private final ArrayDeque<Node> path = new ArrayDeque<>();
        private final @Nullable String to;

        InOrder(@Nullable Node root, String from, @Nullable String to) {
            this.to = to;
            var node = root;
            while (node != null) {
                if (node.object.key().compareTo(from) < 0) {
                    node = node.right;
                } else {
                    path.push(node);
                    node = node.left;
                }
            }
        }

        @Override
        public boolean hasNext() {
            var next = path.peek();
            return next != null && (to == null || next.object.key().compareTo(to) < 0);
        }

        @Override
        public CachedObject next() {
            if (!hasNext()) throw new NoSuchElementException();
            var node = path.pop();
            for (var below = node.right; below != null; below = below.left) path.push(below);
            return node.object;
        }
    }
}

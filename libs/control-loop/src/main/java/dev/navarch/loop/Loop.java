package dev.navarch.loop;

import dev.navarch.client.InformerScope;
import io.kubernetes.client.common.KubernetesObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A loop as a filled-in form: its name, what wakes which key, what it reads, how many keys at once, and who does the work. */
public final class Loop {
    private final String name;
    private final List<Source<?>> sources;
    private final List<Period> periods;
    private final List<Feed> feeds;
    private final int workers;
    private final Reconciler reconciler;

    /**
     * A kind that the loop reads, and the keys that a change in it wakes.
     *
     * @param keys called with the object before and after; equal or only one at the ends of its life
     */
    public record Source<T extends KubernetesObject>(Class<T> type, InformerScope scope, Keys<T> keys) {}

    /** Where keys come from other than watched kinds: as they turn up, and all of them. */
    public record Feed(Consumer<Consumer<Key>> keys, Supplier<Collection<Key>> all) {}

    /** A key that is woken by the clock. */
    public record Period(Key key, Duration every) {}

    @FunctionalInterface
    public interface Keys<T> {
        Collection<Key> of(@Nullable T before, @Nullable T after);
    }

    private Loop(Form form, Reconciler reconciler) {
        this.name = form.name;
        this.sources = List.copyOf(form.sources);
        this.periods = List.copyOf(form.periods);
        this.feeds = List.copyOf(form.feeds);
        this.workers = form.workers;
        this.reconciler = reconciler;
    }

    public static Form named(String name) {
        return new Form(name);
    }

    public String name() {
        return name;
    }

    public List<Source<?>> sources() {
        return sources;
    }

    public List<Period> periods() {
        return periods;
    }

    public List<Feed> feeds() {
        return feeds;
    }

    public int workers() {
        return workers;
    }

    public Reconciler reconciler() {
        return reconciler;
    }

    /** The form while it is filled in. */
    public static final class Form {
        private final String name;
        private final List<Source<?>> sources = new ArrayList<>();
        private final List<Period> periods = new ArrayList<>();
        private final List<Feed> feeds = new ArrayList<>();
        private int workers = 1;

        private Form(String name) {
            this.name = name;
        }

        /** The root kind: each change wakes the object's own key. */
        public <T extends KubernetesObject> Form watching(Class<T> type) {
            return watching(type, object -> List.of(Key.of(object)));
        }

        /** Each change wakes the keys of the object as it was and as it is. */
        public <T extends KubernetesObject> Form watching(Class<T> type, Function<T, Collection<Key>> keys) {
            return watchingChanges(type, (before, after) -> {
                var all = new ArrayList<Key>();
                if (before != null) {
                    all.addAll(keys.apply(before));
                }
                if (after != null) {
                    all.addAll(keys.apply(after));
                }
                return all;
            });
        }

        public <T extends KubernetesObject> Form watchingChanges(Class<T> type, Keys<T> keys) {
            return watchingChanges(type, InformerScope.ALL, keys);
        }

        public <T extends KubernetesObject> Form watchingChanges(Class<T> type, InformerScope scope, Keys<T> keys) {
            sources.add(new Source<>(type, scope, keys));
            return this;
        }

        /** Read, and therefore waited for, but it wakes nobody. */
        public <T extends KubernetesObject> Form reading(Class<T> type) {
            return watchingChanges(type, (_, _) -> List.of());
        }

        public Form every(Duration period, Key key) {
            periods.add(new Period(key, period));
            return this;
        }

        /**
         * For a loop that finds its keys itself.
         *
         * @param keys is told once, when the loop's runner is made, where to put keys; what it puts there while the loop is
         *     stopped is dropped
         * @param all every key there may be work for; asked on each start
         */
        public Form fedBy(Consumer<Consumer<Key>> keys, Supplier<Collection<Key>> all) {
            feeds.add(new Feed(keys, all));
            return this;
        }

        public Form workers(int count) {
            workers = count;
            return this;
        }

        public Loop reconciledBy(Reconciler reconciler) {
            return new Loop(this, reconciler);
        }
    }
}

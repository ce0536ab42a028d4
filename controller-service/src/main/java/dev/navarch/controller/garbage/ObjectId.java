package dev.navarch.controller.garbage;

import dev.navarch.loop.Key;

/** An object of any kind, and as a loop's key: the resource stands before the name. */
record ObjectId(String groupResource, String namespace, String name) {
    Key toKey() {
        return new Key(namespace, groupResource + "/" + name);
    }

    static ObjectId of(Key key) {
        var slash = key.name().indexOf('/');
        return new ObjectId(
                key.name().substring(0, slash), key.namespace(), key.name().substring(slash + 1));
    }
}

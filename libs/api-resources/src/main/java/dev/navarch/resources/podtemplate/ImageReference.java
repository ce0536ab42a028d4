package dev.navarch.resources.podtemplate;

/** What can be told of an image by its name. */
final class ImageReference {
    private ImageReference() {}

    /** A tag that moves is pulled each time. */
    static String pullPolicy(String image) {
        return tag(image).equals("latest") ? "Always" : "IfNotPresent";
    }

    private static String tag(String image) {
        var digest = image.indexOf('@');
        var name = digest < 0 ? image : image.substring(0, digest);
        var colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) return name.substring(colon + 1);
        return digest < 0 && !image.isEmpty() ? "latest" : "";
    }
}

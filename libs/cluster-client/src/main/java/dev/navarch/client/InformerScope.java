package dev.navarch.client;

/** What part of a kind an informer holds; the empty string means no restriction. */
public record InformerScope(String namespace, String labelSelector, String fieldSelector) {
    public static final InformerScope ALL = new InformerScope("", "", "");

    public static InformerScope fieldSelector(String selector) {
        return new InformerScope("", "", selector);
    }
}

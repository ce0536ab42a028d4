package dev.navarch.machinery.codec;

/** A text that is no YAML; the message is worded as upstream's, {@code yaml: line 1: …}. */
public final class YamlException extends BodyException {
    public YamlException(String message) {
        super(message);
    }
}

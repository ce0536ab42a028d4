package dev.navarch.nodeagent.namespace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the whole class in a child JVM inside a fresh network namespace (a loopback, and eth0 with {@link
 * NodeNamespace#ADDRESS}), and reports each method's result here. Not root, or containerd missing: skipped, with the reason
 * printed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NamespaceExtension.class)
public @interface InNodeNamespace {}

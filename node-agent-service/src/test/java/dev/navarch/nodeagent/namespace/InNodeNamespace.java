package dev.navarch.nodeagent.namespace;

import dev.navarch.testing.condition.RealNodes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the whole class in a child JVM inside a fresh network namespace (a loopback, and eth0 with {@link
 * NodeNamespace#ADDRESS}), and reports each method's result here. Left out where {@link
 * RealNodes} are.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RealNodes
@ExtendWith(NamespaceExtension.class)
public @interface InNodeNamespace {}

package dev.navarch.cloud.planted.one;

import dev.navarch.cloud.planted.other.Sibling;
import org.springframework.context.ApplicationContext;

/** Planted: what the rules of this module must catch. */
record KnowsItsSibling(Sibling sibling, ApplicationContext context) {}

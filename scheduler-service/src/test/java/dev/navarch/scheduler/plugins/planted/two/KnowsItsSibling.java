package dev.navarch.scheduler.plugins.planted.two;

import dev.navarch.scheduler.plugins.nodename.NodeNamePlugin;

/** A plugin that knows another one. */
public record KnowsItsSibling(NodeNamePlugin sibling) {}

package dev.navarch.metrics.planted;

import org.springframework.context.ApplicationContext;

public record KnowsSpring(ApplicationContext context) {}

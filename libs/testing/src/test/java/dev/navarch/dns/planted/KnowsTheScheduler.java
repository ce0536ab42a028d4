package dev.navarch.dns.planted;

import dev.navarch.scheduler.planted.Sibling;

record KnowsTheScheduler(Sibling scheduler) {}

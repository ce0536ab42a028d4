/** How every service speaks to the API server: typed resources, shared informers, events, leader election. */
@NullMarked
package dev.navarch.client;

import org.jspecify.annotations.NullMarked;

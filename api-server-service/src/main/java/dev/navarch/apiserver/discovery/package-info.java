/** What the server tells of itself: groups, resources, schemas, version. */
@NullMarked
package dev.navarch.apiserver.discovery;

import org.jspecify.annotations.NullMarked;

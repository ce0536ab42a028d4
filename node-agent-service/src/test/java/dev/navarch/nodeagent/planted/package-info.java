/** Classes that break a rule, so that a test can see the rule catch them. */
@NullMarked
package dev.navarch.nodeagent.planted;

import org.jspecify.annotations.NullMarked;

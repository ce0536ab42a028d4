/** What a pod asks for, read off its spec: containers and their kinds, fields, amounts. */
@NullMarked
package dev.navarch.nodeagent.podspec;

import org.jspecify.annotations.NullMarked;

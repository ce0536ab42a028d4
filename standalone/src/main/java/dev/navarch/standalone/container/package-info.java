/** What a cluster whose parts run as containers starts from: its certificates and secrets, a folder for each part. */
@NullMarked
package dev.navarch.standalone.container;

import org.jspecify.annotations.NullMarked;

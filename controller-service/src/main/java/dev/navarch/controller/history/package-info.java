/** ControllerRevisions: what a StatefulSet's or a DaemonSet's template was before. */
@NullMarked
package dev.navarch.controller.history;

import org.jspecify.annotations.NullMarked;

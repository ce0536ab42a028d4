/** Pod Security: what pods of a namespace may ask of their nodes, by the level that the namespace's labels name. */
@NullMarked
package dev.navarch.apiserver.admission.podsecurity;

import org.jspecify.annotations.NullMarked;

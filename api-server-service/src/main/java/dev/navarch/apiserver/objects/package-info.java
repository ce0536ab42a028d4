/** How the server's own rooms (admission, authorization, bootstrap) read and write objects, whoever keeps them. */
@NullMarked
package dev.navarch.apiserver.objects;

import org.jspecify.annotations.NullMarked;

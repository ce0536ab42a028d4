/** What certificate signing requests ask of admission: who may approve, who may sign, and what nobody may ask for. */
@NullMarked
package dev.navarch.apiserver.certificates;

import org.jspecify.annotations.NullMarked;

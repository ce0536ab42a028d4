@NullMarked
package dev.navarch.apiserver.admission.podsecurity;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.apiserver.request;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.navarch.resources.service;

import org.jspecify.annotations.NullMarked;

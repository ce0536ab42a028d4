/** The service that runs every control loop, one package a loop. */
@NullMarked
package dev.navarch.controller;

import org.jspecify.annotations.NullMarked;

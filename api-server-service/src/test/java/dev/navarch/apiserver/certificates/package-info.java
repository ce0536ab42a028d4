@org.jspecify.annotations.NullMarked
package dev.navarch.apiserver.certificates;

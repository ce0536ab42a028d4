/** Bytes to trees and back: JSON, YAML as Go reads it, and the Kubernetes protobuf envelope. */
@NullMarked
package dev.navarch.machinery.codec;

import org.jspecify.annotations.NullMarked;

package dev.navarch.machinery.architecture.planted;

import java.nio.file.Path;

record ReadsAFile(Path file) {}

# find_jdk VERSION: prints the home of a JDK of that version or newer: JAVA_HOME, then PATH, then the usual folders.
jdk_version() {
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  local wanted=$1 home version on_path=
  if command -v javac >/dev/null 2>&1; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    version=$(jdk_version "$home") || continue
    if [ -n "$version" ] && [ "$version" -ge "$wanted" ]; then
      echo "$home"
      return 0
    fi
  done
  echo "Navarch needs a JDK $wanted and found none in JAVA_HOME, on PATH or in the usual folders." >&2
  echo "Install one (Debian or Ubuntu: the package openjdk-$wanted-jdk, or temurin-$wanted-jdk of Adoptium), or set JAVA_HOME." >&2
  return 1
}

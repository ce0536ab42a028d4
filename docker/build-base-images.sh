#!/usr/bin/env bash
# Makes stand-ins for the published base images, for machines that reach no image registry: Debian by debootstrap, on it Debian's
# redis-server, and a Java runtime made of this machine's JDK 25. Where a registry is reached, docker build pulls the real ones under
# the same names and nobody needs this. Needs root, debootstrap and docker. An image that is there already is kept.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../.mvn/find-jdk.sh"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
java_modules=java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management,\
jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing() { ! docker image inspect "$1" >/dev/null 2>&1; }

debian() {
  missing debian:12-slim || return 0
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/root" "$mirror" >"$work/debootstrap.log" ||
    { tail -n 20 "$work/debootstrap.log" >&2; exit 1; }
  rm -rf "$work/root"/var/cache/apt/archives/*.deb "$work/root"/var/lib/apt/lists/* "$work/root"/usr/share/{doc,man,locale,info}/*
  tar -C "$work/root" -c . | docker import --change 'CMD ["bash"]' - debian:12-slim >/dev/null
  echo debian:12-slim
}

java() {
  missing eclipse-temurin:25-jre || return 0
  mkdir -p "$work/java"
  "$(find_jdk 25)/bin/jlink" --output "$work/java/openjdk" --strip-debug --no-header-files --no-man-pages --generate-cds-archive \
    --add-modules "$java_modules" >/dev/null
  docker build -q -t eclipse-temurin:25-jre -f - "$work/java" >/dev/null <<'DOCKERFILE'
FROM debian:12-slim
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
COPY openjdk /opt/java/openjdk
DOCKERFILE
  echo eclipse-temurin:25-jre
}

redis() {
  missing redis:7 || return 0
  docker build -q --network host -t redis:7 - >/dev/null <<'DOCKERFILE'
FROM debian:12-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server redis-tools && rm -rf /var/lib/apt/lists/* \
 && install -d -o redis -g redis /data
USER redis
WORKDIR /data
VOLUME /data
EXPOSE 6379
CMD ["redis-server"]
DOCKERFILE
  echo redis:7
}

debian
java
redis

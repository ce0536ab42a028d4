#!/usr/bin/env bash
# Builds the images of docker/roles: docker/build-images.sh [IMAGE…]. They are called $NAVARCH_IMAGES/IMAGE:$NAVARCH_VERSION.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
version=$(sed -n '/<artifactId>navarch</{n;s/.*<version>\(.*\)<.*/\1/p}' "$root/pom.xml")
images=${NAVARCH_IMAGES:-navarch}
tag=${NAVARCH_VERSION:-latest}
lib=$root/standalone/target/navarch/lib
if [ ! -d "$lib" ]; then
  echo "Building the jars (once; a few minutes) …"
  "$root/mvnw" -q --batch-mode --file "$root/pom.xml" -Dquick -DskipTests --projects standalone --also-make package
fi

# Third-party jars change seldom, ours with every build: a layer each. Left out: other systems' natives, and Redis.
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
mkdir "$context/libraries" "$context/navarch"
cp -p "$lib"/*.jar "$context/libraries"
mv "$context"/libraries/*-"$version".jar "$context/navarch"
rm -f "$context"/libraries/{embedded-redis-*,*-osx-*,*-windows-*}.jar
cp -rp "$here/Dockerfile" "$here/bin" "$context"

build() {
  local image=$1 role=$2 stage=$3 port=$4
  docker build -q --network host --target "$stage" --build-arg "ROLE=$role" --build-arg "PORT=$port" \
    --label "org.opencontainers.image.version=$version" -t "$images/$image:$tag" "$context" >/dev/null
  echo "$images/$image:$tag"
}

grep -v '^#' "$here/roles" | while read -r image role stage port; do
  if [ $# -eq 0 ] || [[ " $* " == *" $image "* ]]; then build "$image" "$role" "$stage" "$port"; fi
done

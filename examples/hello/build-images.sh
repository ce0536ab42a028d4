#!/usr/bin/env bash
# Builds the example's two images without a registry and without Docker: a static busybox and a few lines of shell each,
# packed as docker-archive. Needs a static busybox (Debian package: busybox-static) and getent with its libraries.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/images}
busybox=$(command -v busybox) || { echo "busybox is not on PATH; on Debian or Ubuntu: apt-get install busybox-static" >&2; exit 1; }
mkdir -p "$out"

for name in front back; do
  work=$(mktemp -d)
  mkdir -p "$work/root/bin" "$work/root/tmp" "$work/image"
  cp "$busybox" "$work/root/bin/busybox"
  for tool in wc sed printf sh cat echo hostname httpd wget ls sleep date env kill head tail cut ps id true false stty nc tar touch test seq; do
    ln -s busybox "$work/root/bin/$tool"
  done
  for file in $(command -v getent) $(ldd "$(command -v getent)" | grep -o '/[^ ]*'); do
    install -D "$file" "$work/root$file"
  done
  install -D "$here/fetch" "$work/root/bin/fetch"
  mkdir -p "$work/root/etc"
  echo "hosts: files dns" > "$work/root/etc/nsswitch.conf"
  cp -r "$here/$name/www" "$work/root/www"
  chmod -R a+rX "$work/root"; chmod 1777 "$work/root/tmp"; chmod a+x "$work/root"/www/cgi-bin/*
  tar -C "$work/root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$work/image/layer.tar" .
  layer=$(sha256sum "$work/image/layer.tar" | cut -d ' ' -f 1)
  arch=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
  cat > "$work/image/config.json" <<JSON
{"architecture":"$arch","os":"linux","config":{"Env":["PATH=/bin:/usr/bin"],"Cmd":["/bin/httpd","-f","-v","-p","8080","-h","/www"],"WorkingDir":"/"},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
JSON
  cat > "$work/image/manifest.json" <<JSON
[{"Config":"config.json","RepoTags":["example.navarch.dev/hello-$name:1"],"Layers":["layer.tar"]}]
JSON
  tar -C "$work/image" -cf "$out/$name.tar" config.json layer.tar manifest.json
  rm -rf "$work"
  echo "$out/$name.tar"
done

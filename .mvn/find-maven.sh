# need_maven: makes sure that there is an mvn on PATH; root on Debian or Ubuntu gets the package.
need_maven() {
  if command -v mvn >/dev/null 2>&1; then return 0; fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No mvn on PATH. Install Maven 3.8 or newer, on Debian or Ubuntu: apt-get install maven" >&2
    return 1
  fi
  echo "No mvn on PATH, which the build needs: installing the package maven …" >&2
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove maven >/dev/null 2>&1 || {
    echo "The package maven was not installed: apt-get install maven tells why." >&2
    return 1
  }
}

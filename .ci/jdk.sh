# Sourced by ./decorum and ./verify: finds a JDK 25 or newer and sets JAVA_HOME to it.

# The major version of the JDK in $1, from its release file; nothing when there is none.
jdk_version() {
  local version
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  printf '%s' "$version"
}

find_jdk() {
  local candidate version on_path=
  if command -v javac >/dev/null 2>&1; then
    on_path=$(readlink -f "$(command -v javac)" 2>/dev/null) && on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "$on_path" \
      /usr/lib/jvm/* /opt/java/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "Decorum needs a JDK 25 or newer: install one (such as Temurin 25 from https://adoptium.net) or point JAVA_HOME to it." >&2
  return 1
}

# Sourced by the scripts in this folder: finds JDK 25 and the packaged system.

# What is made here is for its owner only.
umask 077

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
jar=$here/target/taskledger-local.jar
verification_jar=$root/verification/target/taskledger-verification.jar
export TASKLEDGER_DATA=${TASKLEDGER_DATA:-$here/data}

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
      printf '%s\n' "$home"
      return
    fi
  done
  echo "JDK 25 was not found: install it, or let JAVA_HOME point to it." >&2
  return 1
}

# Whether something was changed since the named jar was packaged.
outdated() {
  local jar=$1
  [ ! -f "$jar" ] || [ -n "$(find "$root" \( -name target -o -name data -o -name .git \) -prune -o \
    \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' \) \
    -type f -newer "$jar" -print -quit)" ]
}

# Whether a system runs on the data: its jars must not be changed under it.
running() {
  local pid
  pid=$(cat "$TASKLEDGER_DATA/pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null
}

# Builds a module and what it stands on: local (the system) or verification (what checks it).
build() {
  local module=$1 jar=$2
  if [ "${TASKLEDGER_BUILD:-yes}" = no ] || running || ! outdated "$jar"; then
    return
  fi
  if ! command -v mvn >/dev/null; then
    echo "Maven was not found: install Maven 3.8.7 or later." >&2
    return 1
  fi
  local start=$SECONDS
  echo "Building (the first time libraries are fetched, which takes minutes)"
  # Only this jar is made anew in any case: its age tells the next start that all is up to date.
  rm -f "$jar"
  (cd "$root" && mvn -q package -pl "$module" -am -Dmaven.test.skip=true -Dformat.skip=true) || {
    echo "The build failed: its messages stand above." >&2
    return 1
  }
  echo "  Build                  $((SECONDS - start)) s"
}

run() {
  local jdk
  jdk=$(find_jdk) || exit 1
  if [ "$1" = up ] || [ ! -f "$jar" ]; then
    build local "$jar" || exit 1
  fi
  # shellcheck disable=SC2086 # options are words
  exec "$jdk/bin/java" ${TASKLEDGER_JAVA_OPTIONS:--Xms256m -Xmx2g -XX:+UseParallelGC} \
    --sun-misc-unsafe-memory-access=allow -jar "$jar" "$@"
}

# Runs a command of the verification module, which starts systems of its own from the packaged one.
verify_system() {
  local jdk
  jdk=$(find_jdk) || exit 1
  build verification "$verification_jar" || exit 1
  exec "$jdk/bin/java" -Xms128m -Xmx768m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dtaskledger.local.jar="$jar" \
    -cp "$verification_jar:$jar" io.taskledger.verification.Main "$@"
}

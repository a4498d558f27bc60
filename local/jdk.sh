# Sourced by the scripts in this folder: finds JDK 25 and the packaged system.

# What is made here is for its owner only.
umask 077

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
jar=$here/target/taskledger-local.jar
aot_cache=$here/target/taskledger.aot
verification_jar=$root/verification/target/taskledger-verification.jar
java_options="-Xms1g -Xmx2g -XX:+UseParallelGC"
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
  [ ! -f "$jar" ] || [ -n "$(find "$root" \( -name target -o -name node_modules -o -name data -o -name .git \) -prune -o \
    \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' -o -path "$root/web/*" \) \
    -not -name schema.d.ts \
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

# Lets the JVM record, once after a build, which classes a start loads and which code is hot: later
# starts take half the time, and are warm sooner. TASKLEDGER_AOT=no does without.
train() {
  local jdk=$1 data start=$SECONDS
  if [ "${TASKLEDGER_BUILD:-yes}" = no ] || [ "${TASKLEDGER_AOT:-yes}" = no ] || running; then
    return
  fi
  if [ -f "$aot_cache" ] && [ -z "$(find "$here/target" -name '*.jar' -newer "$aot_cache" -print -quit)" ]; then
    return
  fi
  echo "Recording the JVM's AOT cache (once after a build)"
  data=$(mktemp -d)
  # shellcheck disable=SC2086 # options are words
  if "$jdk/bin/java" $java_options -XX:AOTCacheOutput="$aot_cache" "-Xlog:aot*=off" \
    --sun-misc-unsafe-memory-access=allow -jar "$jar" train "$data" >"$here/target/train.log" 2>&1; then
    echo "  AOT cache              $((SECONDS - start)) s"
  else
    rm -f "$aot_cache"
    echo "The AOT cache could not be made (see local/target/train.log): starts take longer without it." >&2
  fi
  rm -rf "$data"
}

# The options by which a JVM uses the cache, in the array aot.
find_aot() {
  aot=()
  if [ -f "$aot_cache" ] && [ "${TASKLEDGER_AOT:-yes}" != no ]; then
    aot=(-XX:AOTCache="$aot_cache" "-Xlog:aot*=off")
  fi
}

run() {
  local jdk
  jdk=$(find_jdk) || exit 1
  if [ "$1" = up ] || [ ! -f "$jar" ]; then
    build local "$jar" || exit 1
    train "$jdk"
  fi
  find_aot
  # shellcheck disable=SC2086 # options are words
  exec "$jdk/bin/java" ${TASKLEDGER_JAVA_OPTIONS:-$java_options} "${aot[@]}" \
    --sun-misc-unsafe-memory-access=allow -jar "$jar" "$@"
}

# Runs a command of the verification module, which starts systems of its own from the packaged one.
verify_system() {
  local jdk
  jdk=$(find_jdk) || exit 1
  build verification "$verification_jar" || exit 1
  train "$jdk"
  find_aot
  exec "$jdk/bin/java" -Xms128m -Xmx768m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dtaskledger.local.jar="$jar" \
    -Dtaskledger.aot.options="${aot[*]}" \
    -cp "$verification_jar:$jar" io.taskledger.verification.Main "$@"
}

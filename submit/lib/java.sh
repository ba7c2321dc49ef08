# Finding Java, and the options every JVM of ours starts with. Sourced after install.sh.

# Sets JAVA, the java command, and JAVA_RELEASE, one line that names this very Java. The release file is read rather
# than java asked, because starting java only for that takes a tenth of a second.
find_java() {
  if [[ -n "${JAVA_HOME:-}" ]]; then
    JAVA="$JAVA_HOME/bin/java"
    [[ -x "$JAVA" ]] || fail 1 "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
  else
    JAVA="$(command -v java || true)"
    [[ -n "$JAVA" ]] || fail 1 "Java 17 or later is missing (Debian: apt-get install openjdk-17-jdk-headless)"
    JAVA="$(readlink -f -- "$JAVA")"
  fi
  local home release version major
  home="$(dirname -- "$(dirname -- "$JAVA")")"
  if [[ -r "$home/release" ]]; then
    release="$(tr '\n' ' ' <"$home/release")"
    version="$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release")"
  else
    release="$("$JAVA" -version 2>&1 | tr '\n' ' ')"
    version="$(sed -n 's/^[^"]*version "\([^"]*\)".*$/\1/p' <<<"$release" | head -n 1)"
  fi
  JAVA_RELEASE="$JAVA $release"
  major="${version%%.*}"
  [[ "$major" =~ ^[0-9]+$ ]] || fail 1 "can't tell the version of $JAVA; Java 17 or later is needed"
  ((major >= 17)) || fail 1 "$JAVA is Java $version; Java 17 or later is needed"
}

# The doors that Spark needs open, as the build states them.
java_opens() {
  sed -n 's/^.*<spark.jvm.opens>\(.*\)<\/spark.jvm.opens>.*$/\1/p' "$PAENMF_ROOT/pom.xml"
}

# Under the C locale Java can neither read nor write file names beyond ASCII.
use_utf8_names() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
}

# Running embedded or through spark-submit. Sourced after java.sh.

MAIN_CLASS=io.github.paenmf.job.Main

# Splits the arguments: options that belong to Spark go to SUBMIT_OPTIONS (and MASTER, DRIVER_MEMORY, SPARK_CONF),
# all others, in their order, to COMMAND.
parse_spark_options() {
  MASTER=""
  DRIVER_MEMORY="${PAENMF_DRIVER_MEMORY:-}"
  SPARK_CONF=()
  SUBMIT_OPTIONS=()
  CLUSTER_ONLY=""
  COMMAND=()
  local name value
  while (($# > 0)); do
    case "$1" in
      --master | --driver-memory | --conf | --properties-file | --deploy-mode | --executor-memory | \
        --executor-cores | --total-executor-cores | --num-executors | --driver-cores | --queue)
        (($# > 1)) || fail 2 "option $1 needs a value"
        name="$1" value="$2"
        shift 2
        ;;
      --master=* | --driver-memory=* | --conf=* | --properties-file=* | --deploy-mode=* | --executor-memory=* | \
        --executor-cores=* | --total-executor-cores=* | --num-executors=* | --driver-cores=* | --queue=*)
        name="${1%%=*}" value="${1#*=}"
        shift
        ;;
      *)
        COMMAND+=("$1")
        shift
        continue
        ;;
    esac
    case "$name" in
      --master) MASTER="$value" ;;
      --driver-memory) DRIVER_MEMORY="$value" ;;
      --conf)
        [[ "$value" == spark.*=* ]] || fail 2 "--conf takes spark.NAME=VALUE, not \"$value\""
        SPARK_CONF+=("$value")
        ;;
      *)
        SUBMIT_OPTIONS+=("$name" "$value")
        CLUSTER_ONLY="$name"
        ;;
    esac
  done
  if [[ -n "$DRIVER_MEMORY" && ! "$DRIVER_MEMORY" =~ ^[0-9]+[kKmMgG]$ ]]; then
    fail 2 "the driver's memory is written like 4g or 800m, not \"$DRIVER_MEMORY\""
  fi
}

# The settings of a defaults file, one key=value a line.
read_defaults() {
  sed -n 's/^[[:space:]]*\(spark\.[^[:space:]=]*\)[[:space:]=][[:space:]]*\(.*[^[:space:]]\)[[:space:]]*$/\1=\2/p' "$1"
}

# The level of the lines that tell how a fit goes on: nobody watches a file or a pipe.
progress() {
  if [[ -t 2 ]]; then printf '%s' -Dpaenmf.progress=info; else printf '%s' -Dpaenmf.progress=warn; fi
}

# Sets EMBEDDED_JVM: java and all its options up to the main class.
embedded_jvm() {
  local setting
  local -a opens
  read -r -a opens <<<"$(java_opens)"
  EMBEDDED_JVM=("$JAVA" "${opens[@]}"
    # The JVM's own warnings would go to standard output.
    -Xlog:disable -Xlog:all=warning:stderr
    -Dfile.encoding=UTF-8
    "-Dlog4j2.configurationFile=$PAENMF_ROOT/conf/log4j2.properties" "$(progress)")
  if [[ -n "$DRIVER_MEMORY" ]]; then
    EMBEDDED_JVM+=("-Xmx$DRIVER_MEMORY")
  else
    # The other half is for native memory (blocks and products) and the page cache.
    EMBEDDED_JVM+=(-XX:MaxRAMPercentage=50)
  fi
  # On two cores the collector's own threads only get in the way of the work.
  (("$(nproc)" <= 2)) && EMBEDDED_JVM+=(-XX:+UseSerialGC)
  while IFS= read -r setting; do
    EMBEDDED_JVM+=("-D$setting")
  done < <(read_defaults "$PAENMF_ROOT/conf/spark-defaults-local.conf")
  for setting in ${SPARK_CONF[@]+"${SPARK_CONF[@]}"}; do
    EMBEDDED_JVM+=("-D$setting")
  done
  [[ -n "$MASTER" ]] && EMBEDDED_JVM+=("-Dspark.master=$MASTER")
  local -a extra
  read -r -a extra <<<"${PAENMF_JAVA_OPTS:-}"
  EMBEDDED_JVM+=(${extra[@]+"${extra[@]}"} -cp "$(embedded_class_path)")
}

# Jars only, in one fixed order: an archive of classes fits one class path.
embedded_class_path() {
  local jar path="$JOB_JAR"
  for jar in ${GPU_JARS[@]+"${GPU_JARS[@]}"} "$(job_target)"/spark/jars/*.jar; do path+=":$jar"; done
  printf '%s' "$path"
}

run_embedded() {
  is_source_tree || fail 1 "this release brings no Spark: set SPARK_HOME to a Spark installation"
  [[ -z "$CLUSTER_ONLY" ]] || fail 2 "option $CLUSTER_ONLY needs a cluster: give --master URL or set SPARK_HOME"
  # Loopback only, and no time lost on looking up this machine's name.
  export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
  embedded_jvm
  startup_archive
  exec_quietly "${EMBEDDED_JVM[@]:0:1}" ${STARTUP_OPTIONS[@]+"${STARTUP_OPTIONS[@]}"} "${EMBEDDED_JVM[@]:1}" \
    "$MAIN_CLASS" ${COMMAND[@]+"${COMMAND[@]}"}
}

run_through_spark_submit() {
  local setting
  local -a options=(--class "$MAIN_CLASS" --name paenmf)
  [[ -n "$MASTER" ]] && options+=(--master "$MASTER")
  [[ -n "$DRIVER_MEMORY" ]] && options+=(--driver-memory "$DRIVER_MEMORY")
  for setting in ${SPARK_CONF[@]+"${SPARK_CONF[@]}"}; do options+=(--conf "$setting"); done
  ((${#GPU_JARS[@]} == 0)) || options+=(--jars "$(IFS=, && printf '%s' "${GPU_JARS[*]}")")
  options+=(${SUBMIT_OPTIONS[@]+"${SUBMIT_OPTIONS[@]}"} "$JOB_JAR" ${COMMAND[@]+"${COMMAND[@]}"})
  # Added to what the user's own settings give the driver, rather than put in their place.
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:-} \"-Dlog4j2.configurationFile=$PAENMF_ROOT/conf/log4j2.properties\" $(progress) -Dfile.encoding=UTF-8 --add-modules=jdk.incubator.vector -XX:PerMethodTrapLimit=100000 -Xlog:disable -Xlog:all=warning:stderr"
  # The driver of a cluster on loopback has no business on the network.
  [[ "$MASTER" == spark://127.0.0.1:* ]] && export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
  if [[ -n "${SPARK_HOME:-}" ]]; then
    [[ -x "$SPARK_HOME/bin/spark-submit" ]] || fail 2 "SPARK_HOME is $SPARK_HOME, but there is no bin/spark-submit in it"
    exec_quietly "$SPARK_HOME/bin/spark-submit" "${options[@]}"
  fi
  is_source_tree || fail 1 "this release brings no Spark: set SPARK_HOME to a Spark installation"
  spark_class_command org.apache.spark.deploy.SparkSubmit "${options[@]}"
  exec_quietly "${SPARK_CLASS_COMMAND[@]}"
}

# Becomes a java that doesn't greet with "WARNING: Using incubator modules". The line would stand before every message,
# and no option of Java leaves it out: Java writes it straight to standard error, before any class of ours or a log is
# there. What is written stays in the hands of java itself, so that signals and the exit code are java's own.
exec_quietly() {
  exec "$@" 2> >(without_incubator_line >&2)
}

# Drops that one line, which is among the first, and passes on all else.
without_incubator_line() {
  # Ctrl-C goes to every process here; java still has something to say then.
  trap '' INT TERM HUP QUIT
  local line seen
  for ((seen = 0; seen < 20; seen++)); do
    # At the end there may be a last line without a line break.
    IFS= read -r line || { printf '%s' "$line"; return; }
    [[ "$line" == "WARNING: Using incubator modules: jdk.incubator.vector" ]] && break
    printf '%s\n' "$line"
  done
  exec cat
}

# Sets SPARK_CLASS_COMMAND to the command that runs a class of Spark from the jars Maven fetched, as Spark's own
# launcher puts it together (class path, doors to open, memory). Exports what that command reads.
spark_class_command() {
  export SPARK_HOME SPARK_SCALA_VERSION="$SCALA_LINE" JAVA_HOME
  SPARK_HOME="$(job_target)/spark"
  JAVA_HOME="$(dirname -- "$(dirname -- "$JAVA")")"
  SPARK_CLASS_COMMAND=()
  local part code
  while IFS= read -r -d '' part; do
    SPARK_CLASS_COMMAND+=("$part")
  done < <("$JAVA" -Xmx128m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" \
    && printf 'ok\0' || printf 'failed\0')
  local last=$((${#SPARK_CLASS_COMMAND[@]} - 1))
  code="${SPARK_CLASS_COMMAND[$last]}"
  [[ "$code" == ok ]] || fail 2 "Spark's launcher refused the options (see above)"
  # The launcher writes a NUL and a line break before the command, and the code comes after it.
  SPARK_CLASS_COMMAND=("${SPARK_CLASS_COMMAND[@]:1:last-1}")
  SPARK_CLASS_COMMAND[0]="${SPARK_CLASS_COMMAND[0]#$'\n'}"
}

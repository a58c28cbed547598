#!/usr/bin/env bash
# Makes an image of the GPU check that needs neither a JDK nor Maven: gpu-check.sh FOLDER, then FOLDER/run on the machine
# with the GPU (GpuCheck says what it takes). With SOILCAST_DATA set, the weather of real cells goes along. With nvcc here the kernels are compiled now; otherwise that machine needs NVRTC.
set -euo pipefail
project=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
[ $# = 1 ] || { echo "usage: gpu-check.sh FOLDER" >&2; exit 2; }
[ ! -e "$1" ] || { echo "gpu-check.sh: $1 is there already" >&2; exit 1; }
mkdir -p "$1/jars" "$1/classes/org/soilcast/land/kernel"
image=$(cd "$1" && pwd)

(cd "$project" && mvn -B -q ${MAVEN_ARGS:-} package dependency:build-classpath -pl land-model/bench -am -DskipTests \
    -Dmdep.outputFile=target/gpu-check-classpath.txt)
cp "$project"/land-model/bench/target/soilcast-land-bench-*.jar "$image/jars"
tr : '\n' <"$project/land-model/bench/target/gpu-check-classpath.txt" |
    grep -E '/(soilcast-land-(physics|kernel)|jna|slf4j-api)-[0-9][^/]*\.jar$' | xargs -I{} cp {} "$image/jars"

if command -v nvcc >/dev/null; then
    nvcc --fmad=false -arch=compute_90 -ptx -o "$image/classes/org/soilcast/land/kernel/land.ptx" \
        "$(find "$project/land-model/kernel/target/generated-resources" -name land.cu)"
else
    echo "gpu-check.sh: no nvcc, the kernels will be compiled by NVRTC where the check runs" >&2
fi

if [ -n "${SOILCAST_DATA-}" ]; then
    "$project/soilcast" bench --write-weather "$image/smap_conus.weather"
    rm -rf "$image/smap_conus.weather.state"
fi

java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
"$java_home/bin/jlink" --add-modules java.base,java.logging,jdk.incubator.vector --strip-debug --no-header-files \
    --no-man-pages --compress=2 --output "$image/runtime"
cat >"$image/run" <<'RUN'
#!/usr/bin/env bash
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
[ $# -gt 0 ] || set -- "$here"/*.weather
[ -e "$1" ] || [[ "$1" = --* ]] || shift
exec "$here/runtime/bin/java" -Xmx8g --add-modules jdk.incubator.vector -cp "$here/classes:$here/jars/*" \
    org.soilcast.land.bench.GpuCheck "$@"
RUN
chmod +x "$image/run"
du -sh "$image"

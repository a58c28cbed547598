package org.soilcast.map.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.soilcast.map.store.AreasInStore;
import org.soilcast.map.store.SmallTopic;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.DecisionFinding;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/** Two areas, the days of one of them, and two decisions in a store. */
final class StoredArea {
    private StoredArea() {}

    static void put(Path folder, LocalDate first, int days) throws IOException {
        AreasInStore.put(
                folder,
                SmallTopic.AREAS,
                List.of(AreasInStore.area("4th", "The fourth", 3), AreasInStore.area("osage", "Osage County", 0, 1)));
        AreasInStore.put(
                folder,
                IntStream.range(0, days)
                        .mapToObj(day -> AreasInStore.day("osage", first.plusDays(day), 26 + day, 1))
                        .toArray(AreaDay[]::new));
        AreasInStore.put(folder, SmallTopic.DECISIONS, List.of(steady(), promoted()));
    }

    private static ModelDecision steady() {
        return ModelDecision.newBuilder()
                .setDomain("test")
                .setCut(LocalDate.parse("2019-06-30"))
                .setTrigger(DecisionTrigger.DRIFT)
                .setOutcome(DecisionOutcome.STEADY)
                .setChampion(1)
                .setReason("no drift")
                .build();
    }

    private static ModelDecision promoted() {
        return ModelDecision.newBuilder()
                .setDomain("test")
                .setCut(LocalDate.parse("2020-01-31"))
                .setTrigger(DecisionTrigger.SCHEDULE)
                .setOutcome(DecisionOutcome.PROMOTED)
                .setChampion(1)
                .setVersion(2)
                .setJudgedFrom(LocalDate.parse("2019-07-01"))
                .setJudgedPairs(1234)
                .setFindings(List.of(new DecisionFinding("error", true, true, "0.038 instead of 0.041 m3/m3")))
                .setReason("the challenger errs less")
                .build();
    }
}

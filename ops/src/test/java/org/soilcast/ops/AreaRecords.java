package org.soilcast.ops;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.soilcast.schemas.avro.Area;
import org.soilcast.schemas.avro.AreaDay;
import org.soilcast.schemas.avro.AreaTile;
import org.soilcast.schemas.avro.DecisionOutcome;
import org.soilcast.schemas.avro.DecisionTrigger;
import org.soilcast.schemas.avro.ModelDecision;

/** An area of both cells of {@link ExportCommandTest#tile}, a quarter of it in D1 on all days; a challenger that was refused. */
final class AreaRecords {
    static final String AREA = "osage";

    private AreaRecords() {}

    static Area area() {
        return Area.newBuilder()
                .setId(AREA)
                .setName("Osage County")
                .setDomain(ExportCommandTest.DOMAIN)
                .setTiles(List.of(new AreaTile(0, List.of(0, 1), List.of(1f, 1f))))
                .setAreaKm2(100)
                .setCoveredPercent(100)
                .build();
    }

    static AreaDay day(LocalDate date) {
        List<Float> unknown = Collections.nCopies(11, Float.NaN);
        return AreaDay.newBuilder()
                .setArea(AREA)
                .setName("Osage County")
                .setDomain(ExportCommandTest.DOMAIN)
                .setDate(date)
                .setModelVersion(1)
                .setRevision(1)
                .setShortClimatology(true)
                .setCells(2)
                .setKnownPercent(100)
                .setSurfacePercentile(Float.NaN)
                .setSurfaceClassPercent(unknown)
                .setSurfaceLikelyPercent(unknown.subList(0, 5))
                .setSurfaceDsci(Float.NaN)
                .setRootZonePercentile(40)
                .setRootZoneClassPercent(List.of(0f, 0f, 0f, 25f, 0f, 75f, 0f, 0f, 0f, 0f, 0f))
                .setRootZoneLikelyPercent(List.of(0f, 0f, 0f, 25f, 25f))
                .setRootZoneDsci(50)
                .build();
    }

    static ModelDecision refusal(LocalDate cut) {
        return ModelDecision.newBuilder()
                .setDomain(ExportCommandTest.DOMAIN)
                .setCut(cut)
                .setTrigger(DecisionTrigger.HAND)
                .setOutcome(DecisionOutcome.REFUSED)
                .setChampion(1)
                .setReason("it errs more")
                .build();
    }
}

package org.soilcast.ops.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What may import what, and how things are cut and named, in the classes of all modules but their tests. */
@AnalyzeClasses(packages = "org.soilcast", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String LAND = "org.soilcast.land..";
    private static final String DAYLINE = "org.soilcast.dayline..";
    private static final String LEARNING = "org.soilcast.learning..";
    private static final String LABORATORY = "org.soilcast.laboratory..";
    private static final String SCHEMAS = "org.soilcast.schemas..";
    private static final String RUNTIME = "org.soilcast.service..";
    private static final String INGEST = "org.soilcast.ingest..";
    private static final String INFERENCE = "org.soilcast.inference..";
    private static final String RETRAIN = "org.soilcast.retrain..";
    private static final String MAP = "org.soilcast.map..";
    private static final String ALERTS = "org.soilcast.alerts..";
    private static final String OPS = "org.soilcast.ops..";
    private static final String RECORDS = "org.soilcast.schemas.avro..";
    private static final String AVRO = "org.apache.avro..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String STREAMS = "org.apache.kafka.streams..";
    private static final String FLINK = "org.apache.flink..";
    private static final String DJL = "ai.djl..";
    private static final String GENERATED_BENCHMARKS = "..jmh_generated..";

    private static final int MOST_SETTINGS = 10;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "arr", "buf", "calc", "cfg", "cnt", "conf", "ctx", "cur", "idx", "init", "mgr", "msg", "num", "obs",
            "param", "precip", "pred", "prev", "proc", "ptr", "req", "resp", "str", "svc", "temp", "tmp", "val");

    @ArchTest
    static final ArchRule modulesAreTheseTwelve = classes()
            .should()
            .resideInAnyPackage(
                    LAND,
                    DAYLINE,
                    LEARNING,
                    LABORATORY,
                    SCHEMAS,
                    RUNTIME,
                    INGEST,
                    INFERENCE,
                    RETRAIN,
                    MAP,
                    ALERTS,
                    OPS);

    @ArchTest
    static final ArchRule librariesImportNoOtherModule =
            all(Stream.of(LAND, SCHEMAS, RUNTIME).map(library -> importsNoModuleBut(library)));

    @ArchTest
    static final ArchRule daylineImportsTheLandModelOnly = importsNoModuleBut(DAYLINE, LAND);

    @ArchTest
    static final ArchRule learningImportsDaylineAndTheLandModelOnly = importsNoModuleBut(LEARNING, DAYLINE, LAND);

    @ArchTest
    static final ArchRule laboratoryImportsLibrariesOfTheModelOnly =
            importsNoModuleBut(LABORATORY, LEARNING, DAYLINE, LAND);

    @ArchTest
    static final ArchRule servicesImportLibrariesOnly = all(Stream.of(INGEST, INFERENCE, MAP, ALERTS)
            .map(service -> importsNoModuleBut(service, DAYLINE, LAND, SCHEMAS, RUNTIME)));

    @ArchTest
    static final ArchRule retrainingImportsLearningToo =
            importsNoModuleBut(RETRAIN, LEARNING, DAYLINE, LAND, SCHEMAS, RUNTIME);

    @ArchTest
    static final ArchRule physicsNeedsNothingButTheJdk = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.soilcast.land.physics..",
                    "org.soilcast.land.state..",
                    "org.soilcast.land.number..",
                    "org.soilcast.land.codegen..")
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                    "java..",
                    "javax..",
                    "org.soilcast.land.physics..",
                    "org.soilcast.land.state..",
                    "org.soilcast.land.number..",
                    "org.soilcast.land.codegen.."));

    @ArchTest
    static final ArchRule modelAndLearningKnowNoMessaging = noClasses()
            .that()
            .resideInAnyPackage(LAND, DAYLINE, LEARNING, LABORATORY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(AVRO, KAFKA, FLINK);

    @ArchTest
    static final ArchRule networksAreAllThatTouchesDjl = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.soilcast.land.network..", "org.soilcast.land.bench..", "org.soilcast.laboratory.recurrent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DJL);

    @ArchTest
    static final ArchRule flinkStaysInInference = noClasses()
            .that()
            .resideOutsideOfPackages(INFERENCE, OPS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLINK);

    @ArchTest
    static final ArchRule streamsStaysInIngest = noClasses()
            .that()
            .resideOutsideOfPackages(INGEST, OPS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STREAMS);

    @ArchTest
    static final ArchRule avroIsTheBusinessOfSchemas = noClasses()
            .that()
            .resideOutsideOfPackage(SCHEMAS)
            .should()
            .dependOnClassesThat(resideInAPackage(AVRO)
                    .and(describe(
                            "are more than the type all records have",
                            type -> !type.getName().equals("org.apache.avro.specific.SpecificRecord"))));

    @ArchTest
    static final ArchRule recordsEndWhereInputIsDecoded = noClasses()
            .that()
            .resideInAnyPackage("org.soilcast.inference.operators..", RUNTIME, "org.soilcast.ops.progress..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RECORDS);

    @ArchTest
    static final ArchRule recordsBeginWhereInputIsPublished = noClasses()
            .that()
            .resideInAnyPackage("org.soilcast.ingest.parse..", "org.soilcast.ingest.twin..")
            .should()
            .dependOnClassesThat(resideInAPackage(RECORDS).and(describe("are no enums", type -> !type.isEnum())));

    @ArchTest
    static final ArchRule namesTellWhatIsThere =
            classes().should(satisfy("be named for what they hold", ArchitectureTest::isNamedForWhatItHolds));

    @ArchTest
    static final ArchRule fieldsAreSpeltOut = fields().that()
            .areDeclaredInClassesThat(resideOutsideOfPackages(RECORDS, GENERATED_BENCHMARKS))
            .should(satisfy(
                    "be spelt out",
                    (JavaField field) -> SourceNames.words(field.getName())
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .noneMatch(ABBREVIATIONS::contains)));

    @ArchTest
    static final ArchRule settingsAreFew = classes()
            .that(describe(
                    "are records of settings",
                    type -> type.isRecord() && type.getSimpleName().matches(".*(Config|Settings|Options)")))
            .should(satisfy("have at most " + MOST_SETTINGS + " components", ArchitectureTest::isNarrow));

    @ArchTest
    static final ArchRule interfacesAreNotLonely = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(satisfy("have several implementations, or be made of lambdas", ArchitectureTest::isNotLonely));

    private static boolean isNamedForWhatItHolds(JavaClass type) {
        return Stream.concat(Stream.of(type.getPackageName().split("\\.")), SourceNames.words(type.getSimpleName()))
                .noneMatch(SourceNames::isVague);
    }

    private static boolean isNarrow(JavaClass settings) {
        return settings.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count()
                <= MOST_SETTINGS;
    }

    /** Lambdas leave no class behind: an interface of one method that no class implements is made of them. */
    private static boolean isNotLonely(JavaClass type) {
        long implementations = type.getAllSubclasses().stream()
                .filter(sub -> !sub.isInterface())
                .count();
        long methods = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                .count();
        return implementations > 1 || implementations == 0 && methods == 1;
    }

    private static ArchRule importsNoModuleBut(String module, String... libraries) {
        String[] allowed =
                Stream.concat(Stream.of(module), Stream.of(libraries)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.soilcast..").and(resideOutsideOfPackages(allowed)));
    }

    private static ArchRule all(Stream<ArchRule> rules) {
        return CompositeArchRule.of(rules.toList());
    }

    private static <T extends HasName> ArchCondition<T> satisfy(String what, Predicate<T> condition) {
        return new ArchCondition<>(what) {
            @Override
            public void check(T item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, condition.test(item), item + " does not " + what));
            }
        };
    }
}

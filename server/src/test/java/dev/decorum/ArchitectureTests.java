package dev.decorum;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/// Rules inside the modules; [ModularityTests] guards the borders between them.
@AnalyzeClasses(
    packagesOf = DecorumApplication.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .because("only an injected Clock can be stopped in a test");

  @ArchTest
  static final ArchRule onlyTheDatabaseStartsPrograms =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.decorum.database")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class)
          .because("what a client sends must never reach a shell");

  @ArchTest
  static final ArchRule pagesAndApiAreTheOutermostLayer =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.decorum.*.web..", "dev.decorum.*.api..", "gg.jte..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.decorum.*.web..").or(resideInAPackage("dev.decorum.*.api..")))
          .because("a door must not know who stands before it");

  @ArchTest
  static final ArchRule controllersAreNotPublic =
      noClasses()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .should()
          .bePublic()
          .because("nobody calls them but the dispatcher");

  @ArchTest
  static final ArchRule controllersOpenNoTransactions =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areMetaAnnotatedWith(Controller.class)
          .should()
          .notBeAnnotatedWith(Transactional.class)
          .because("the doors know what belongs into one");

  @ArchTest
  static final ArchRule theCommandLineIsNobodysNeighbour =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.decorum.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.decorum.cli..");
}

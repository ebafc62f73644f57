import java.io.File;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Asks veraPDF about many files in one process, since starting one takes longer than judging.
 *
 * <p>Arguments: a flavour (ua1, 2a, 3a) and a file, in turn. One line for each pair, its fields divided by tabs: the file,
 * the flavour, `pass`, `fail` or `error`; then, for each rule that is broken, `clause-test count message place`, with a tab
 * before each of them. Exit code 0 when every pair was judged, whatever the verdict.
 */
public class VeraCheck {
  private static final int NO_LIMIT = -1;

  public static void main(String[] arguments) {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean judged = arguments.length > 0 && arguments.length % 2 == 0;
    for (int at = 0; at + 1 < arguments.length; at += 2) {
      judged &= judge(arguments[at], arguments[at + 1]);
    }
    System.exit(judged ? 0 : 2);
  }

  private static boolean judge(String name, String file) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    ValidationProfile profile = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      PDFAValidator validator =
          Foundries.defaultInstance().createValidator(profile, NO_LIMIT, false, false, false);
      ValidationResult result = validator.validate(parser);
      System.out.println(file + "\t" + name + "\t" + (result.isCompliant() ? "pass" : "fail") + broken(result));
      return true;
    } catch (Exception error) {
      System.out.println(file + "\t" + name + "\terror\t" + error);
      return false;
    }
  }

  /** The broken rules, each once: how often, what it says, and the first place. */
  private static String broken(ValidationResult result) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    TreeMap<String, TestAssertion> first = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        counts.merge(rule, 1, Integer::sum);
        first.putIfAbsent(rule, assertion);
      }
    }
    StringBuilder fields = new StringBuilder();
    counts.forEach((rule, count) -> {
      String words = first.get(rule).getMessage() + " at " + first.get(rule).getLocation().getContext();
      fields.append("\t").append(rule).append(" ").append(count).append("x ").append(words.replaceAll("\\s+", " "));
    });
    return fields.toString();
  }
}

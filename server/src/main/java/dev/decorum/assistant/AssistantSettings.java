package dev.decorum.assistant;

import dev.decorum.assistant.AssistantRefused.Reason;
import dev.decorum.audit.Actor;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Which language model may be asked, and what for. Without a decision none is.
@Service
public class AssistantSettings {

  /// What was decided.
  ///
  /// @param model null: nobody has named one yet
  public record Decided(@Nullable LanguageModel model, Set<Use> uses) {

    static final Decided NOTHING = new Decided(null, Set.of());

    public Decided {
      uses = Set.copyOf(uses);
    }
  }

  private final Models models;
  private final ModelReach reach;
  private final Kept<Set<Use>> uses;

  AssistantSettings(Models models, ModelReach reach, Live live) {
    this.models = models;
    this.reach = reach;
    this.uses = new Kept<>(live, "assistant", models::uses);
  }

  /// Whether it is offered. Asked for each page on which one writes, so it answers from memory.
  public boolean allow(Use use) {
    return uses.get().contains(use);
  }

  public Decided decided() {
    return models.find();
  }

  /// The model to ask.
  ///
  /// @throws AssistantRefused when it is not wanted for this
  LanguageModel model(Use use) {
    var decided = models.find();
    var model = decided.model();
    if (model == null || !decided.uses().contains(use)) throw new AssistantRefused(Reason.OFF);
    return model;
  }

  /// A model as somebody typed it in a page, with what is known of it where the server is the same:
  /// that it was named on the command line, and its key, unless there is another. Another server
  /// never gets the key of this one.
  ///
  /// @param forget whether the key that is kept goes
  public LanguageModel completed(LanguageModel typed, boolean forget) {
    var known = models.find().model();
    if (known == null || !known.sameServer(typed)) return typed;
    var key = typed.key() != null || forget ? typed.key() : known.key();
    return new LanguageModel(typed.base(), typed.name(), key, known.trusted());
  }

  /// @throws ModelRefused when connections from here may not go there
  void check(LanguageModel model) {
    reach.check(model);
  }

  /// Names the model and says what it may be asked for; nothing: it is off.
  ///
  /// @throws ModelRefused when connections from here may not go there
  public void decide(Actor by, LanguageModel model, Set<Use> wanted) {
    // Names are looked up for that, so it has to come before the transaction.
    if (!wanted.isEmpty()) reach.check(model);
    models.keep(by, model, wanted, uses::changed);
  }
}

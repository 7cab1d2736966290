package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Map;

/// What a module above has to say about messages of a client, where they are shown: what is asked
/// in them, and how they sound. Nothing is done by that.
public interface MessageRemarks {

  /// @param shown what is shown of a conversation, oldest first
  /// @return only for messages about which there is something to say
  Map<InteractionId, Remarks> of(Viewer viewer, long no, List<InteractionView> shown);

  /// About one message. Offsets are those of the text as it is shown.
  ///
  /// @param questions in the order of the text
  /// @param advice key of a sentence that proposes what to do; empty when nothing is proposed
  /// @param raise whether its priority could be raised
  record Remarks(List<Question> questions, List<Tone> tones, String advice, boolean raise) {

    public static final Remarks NONE = new Remarks(List.of(), List.of(), "", false);

    public Remarks {
      questions = List.copyOf(questions);
      tones = List.copyOf(tones);
    }
  }

  /// A question of the client.
  ///
  /// @param open whether nothing we have sent since answers it
  record Question(int start, int end, boolean open) {}

  /// How something sounds.
  ///
  /// @param key of the word for it
  record Tone(String key, int start, int end) {}
}

/// The optional language model: suggests another wording for a draft, sums up a conversation. Off
/// until an admin names an endpoint that speaks the protocol of OpenAI, in the house or outside.
///
/// `Disguise` takes out what is confidential before a word leaves, `Endpoint` asks, `Difference`
/// names what an answer adds. Nothing of question or answer is kept or logged, and nothing is sent
/// to a client by itself.
@ApplicationModule(
    displayName = "Assistant",
    allowedDependencies = {"staff", "clients", "inbox", "coach", "conduct"})
@NullMarked
package dev.decorum.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

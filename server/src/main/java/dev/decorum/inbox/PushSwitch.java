package dev.decorum.inbox;

/// Whether members can be told through their browsers while no page is open. Implemented by the
/// module that does so.
public interface PushSwitch {

  boolean allowed();
}

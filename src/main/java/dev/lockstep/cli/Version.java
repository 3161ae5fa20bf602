package dev.lockstep.cli;

import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"lockstep 0.1.0"};
  }
}

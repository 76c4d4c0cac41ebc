using ResNetFlowers.Cli;

return FlowersCommandLine.Run(args);

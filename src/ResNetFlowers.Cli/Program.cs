using ResNetFlowers.Cli;

return FlowersCommandLine.Run(args, Console.Out, Console.Error);

using NBody;

return await CommandLine.RunAsync(args, Experiment.RunAsync);

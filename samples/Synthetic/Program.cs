using Intertwine.Samples;
using Synthetic;

return await Options.InvokeAsync(CommandLine.Create(Experiment.RunAsync), args);

using Intertwine.Samples;
using Molecules;

return await Options.InvokeAsync(CommandLine.Create(Experiment.RunAsync), args);

using Intertwine.Samples;
using Shapes;

return await Options.InvokeAsync(CommandLine.Create(Experiment.RunAsync), args);

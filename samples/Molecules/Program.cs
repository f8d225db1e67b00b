using Molecules;

Console.WriteLine($"{nameof(SmallPotential)}: {SmallPotential.ParameterCount:N0} parameters.");

using System.CommandLine;
using System.Globalization;
using Intertwine.Tool;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = new RootCommand("Prints and draws the equivariant networks that a project declares.") { DescribeCommand.Create(), DiagramCommand.Create() };
return await root.Parse(args).InvokeAsync();

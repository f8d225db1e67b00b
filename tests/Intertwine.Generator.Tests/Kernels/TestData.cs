using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Random inputs, parameters and cotangents of a program, and what the interpreter makes of them.</summary>
internal sealed class TestData
{
    private readonly KernelProgram _program;
    private readonly TestWorld _world;
    private readonly Dictionary<string, double[]> _values = [];
    private readonly Dictionary<string, double[]> _cotangents = [];

    public TestData(KernelProgram program, TestWorld world, Random random)
    {
        _program = program;
        _world = world;
        foreach (Instruction.Input input in program.Inputs)
        {
            _values[input.Name] = Draw(input.Domain, input.Shape, random);
        }

        foreach (Instruction.Parameter parameter in program.Parameters)
        {
            _values[parameter.Name] = Draw(parameter.Domain, parameter.Shape, random);
        }

        foreach (ProgramOutput output in program.Outputs)
        {
            _cotangents[output.Name] = Draw(program[output.Value].Domain, program[output.Value].Shape, random);
        }
    }

    public double[] External(Instruction instruction) => instruction switch
    {
        Instruction.Input i when i.Name.StartsWith(TrainingPlan.CotangentPrefix, StringComparison.Ordinal) => _cotangents[i.Name[TrainingPlan.CotangentPrefix.Length..]],
        Instruction.Input i => _values[i.Name],
        Instruction.Parameter p => _values[p.Name],
        _ => throw new ArgumentException(instruction.ToString()),
    };

    public double[] Cotangent(string output) => _cotangents[output];

    /// <summary>sum(output * cotangent).</summary>
    public double Loss()
    {
        double[][] values = ProgramInterpreter.Run(_program, _world, External);
        return _program.Outputs.Sum(o => values[o.Value].Zip(_cotangents[o.Name]).Sum(p => p.First * p.Second));
    }

    public double[] this[string name] => _values[name];

    /// <summary>Outputs and all gradients, by the interpreter on the program differentiated as it stands, without any pass.</summary>
    /// <param name="isDifferentiable">Which outputs have a cotangent; all of them if left out.</param>
    public (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Expected(Func<string, bool>? isDifferentiable = null)
    {
        KernelProgram joint = Differentiated(_program, isDifferentiable);
        double[][] values = ProgramInterpreter.Run(joint, _world, External);
        var outputs = new Dictionary<string, double[]>();
        var gradients = new Dictionary<string, double[]>();
        foreach (ProgramOutput output in joint.Outputs)
        {
            if (output.Name.StartsWith(TrainingPlan.GradientPrefix, StringComparison.Ordinal))
            {
                gradients[output.Name[TrainingPlan.GradientPrefix.Length..]] = values[output.Value];
            }
            else
            {
                outputs[output.Name] = values[output.Value];
            }
        }

        return (outputs, gradients);
    }

    /// <summary>The program with its gradients by all inputs and parameters as further outputs.</summary>
    public static KernelProgram Differentiated(KernelProgram program, Func<string, bool>? isDifferentiable = null)
    {
        var b = new ProgramBuilder();
        foreach (Instruction instruction in program.Instructions)
        {
            b.Emit(instruction);
        }

        int length = b.Length;
        var seeds = program.Outputs.Where(o => isDifferentiable?.Invoke(o.Name) != false).Select(o => (o.Value, b.Input(TrainingPlan.CotangentPrefix + o.Name, b[o.Value].Domain, b[o.Value].Shape))).ToList();
        int[] targets = [.. Enumerable.Range(0, length).Where(id => b[id] is Instruction.Input or Instruction.Parameter)];
        int[] gradients = ReverseMode.Differentiate(b, seeds, targets);
        foreach (ProgramOutput output in program.Outputs)
        {
            b.Output(output.Name, output.Value);
        }

        for (int k = 0; k < targets.Length; k++)
        {
            string name = b[targets[k]] switch { Instruction.Input i => i.Name, Instruction.Parameter p => p.Name, _ => string.Empty };
            b.Output(TrainingPlan.GradientPrefix + name, gradients[k]);
        }

        return b.Build();
    }

    private double[] Draw(Domain domain, Shape shape, Random random) => [.. Enumerable.Range(0, _world.Count(domain) * shape.Rows).Select(_ => (random.NextDouble() * 2) - 1)];
}

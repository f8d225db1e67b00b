namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>What the generator knows of a variable: its axes, and the representation that it has if every step so far was right.</summary>
internal enum Kind
{
    /// <summary>[5, 4]: numbers for items and channels.</summary>
    Scalars,

    /// <summary>[5, 4, d]: vectors for items and channels.</summary>
    Vectors,

    /// <summary>[5, d]: a vector, or a point, for each item.</summary>
    Single,

    /// <summary>[5, d, d]: a matrix for each item.</summary>
    Matrices,
}

/// <summary>A variable of a random program.</summary>
/// <param name="Parity">-1 where reflections change the sign against what the kind says: pseudo-scalars, pseudo-vectors.</param>
internal sealed record Variable(string Name, Kind Kind, int Parity = 1, bool IsPoint = false);

/// <summary>A group whose vectors random programs work on.</summary>
internal sealed record Setting(string Group, int Dimension, string Vector, string PseudoVector, string Invariant, string PseudoScalar, string? Point)
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("O(3)", 3, "1o", "1e", "0e", "0o", null),
        new("SO(3)", 3, "1", "1", "0", "0", null),
        new("E(3)", 3, "1o", "1e", "0e", "0o", "point"),
        new("SE(3)", 3, "1", "1", "0", "0", "point"),
        new("SO(2)", 3, "1 + 0", "1 + 0", "0", "0", null),
        new("C_4", 3, "1 + 0", "1 + 0", "0", "0", null),
        new("SO(1,3)", 4, "V", "V", "S", "S", null),
    ];

    public bool HasReflections => Vector != PseudoVector;
}

/// <summary>A straight-line method of tensor operations: text that compiles and runs.</summary>
internal sealed record RandomProgram(Setting Setting, string Code)
{
    public const string Shapes = "a: 5 4; p: 5 4; v: 5 4 D; w: 5 4 D; x: 5 D; m: 5 D D; weight: 4 4; index: int<5> 5";

    /// <summary>A program of 2 to 6 operations, of which those that the result does not depend on are left out.</summary>
    public static RandomProgram Create(Random random)
    {
        var choices = new Choices(random);
        return Write(choices.Of(Setting.All), random.Next(2, 7), choices);
    }

    private static RandomProgram Write(Setting setting, int steps, Choices choices)
    {
        List<Variable> variables =
        [
            new("a", Kind.Scalars), new("p", Kind.Scalars, setting.HasReflections ? -1 : 1), new("v", Kind.Vectors), new("w", Kind.Vectors),
            new("x", Kind.Single, IsPoint: setting.Point is not null), new("m", Kind.Matrices),
        ];
        Dictionary<string, (string Text, string[] Uses)> statements = [];
        for (int step = 0; step < steps; step++)
        {
            Operation operation = Operation.Choose(variables, setting, choices);
            Variable[] operands = Operands(operation, variables, choices);
            Variable result = operation.Result(operands) with { Name = $"t{step}" };
            statements[result.Name] = (operation.Write(operands, setting), [.. operands.Select(operand => operand.Name)]);
            variables.Add(result);
        }

        Variable returned = variables[^1];
        string body = string.Join("\n", Needed(returned.Name, statements).Select(name => $"    Tensor {name} = {statements[name].Text};"));
        return new RandomProgram(setting, $$"""
            [Equivariant("{{setting.Group}}")]
            [return: {{Annotation(returned, setting)}}]
            public static Tensor Run(
                [Invariant(Rank = 2)] Tensor a, [{{Annotation(variables[1], setting)}}] Tensor p, [Rep("{{setting.Vector}}", Rank = 3)] Tensor v, [Rep("{{setting.Vector}}", Rank = 3)] Tensor w,
                [{{Annotation(variables[4], setting)}}] Tensor x, [{{Annotation(variables[5], setting)}}] Tensor m, [Invariant(Rank = 2)] Tensor weight, [Invariant(Rank = 1)] Tensor index)
            {
            {{body}}
                return {{returned.Name}};
            }
            """);
    }

    /// <summary>Late variables of the right kinds, different ones where there are enough: v - v is nothing to judge.</summary>
    private static Variable[] Operands(Operation operation, List<Variable> variables, Choices choices)
    {
        List<Variable> chosen = [];
        foreach (Kind kind in operation.Operands)
        {
            List<Variable> candidates = [.. variables.Where(variable => variable.Kind == kind).TakeLast(3)];
            chosen.Add(choices.Of<Variable>(candidates.Except(chosen).Any() ? [.. candidates.Except(chosen)] : candidates));
        }

        return [.. chosen];
    }

    private static string Annotation(Variable variable, Setting setting) => variable.Kind switch
    {
        Kind.Scalars => variable.Parity > 0 ? "Invariant(Rank = 2)" : $"Rep(\"4x{setting.PseudoScalar}\", Rank = 2)",
        Kind.Vectors => $"Rep(\"{(variable.Parity > 0 ? setting.Vector : setting.PseudoVector)}\", Rank = 3)",
        Kind.Single => $"Rep(\"{(variable.IsPoint ? setting.Point : variable.Parity > 0 ? setting.Vector : setting.PseudoVector)}\", Rank = 2)",
        _ => $"Rep(\"{setting.Vector}\", Axis = -2), Rep(\"{(variable.Parity > 0 ? setting.Vector : setting.PseudoVector)}\", Axis = -1, Rank = 3)",
    };

    /// <summary>The variables that one depends on, in the order of the program.</summary>
    private static IEnumerable<string> Needed(string last, Dictionary<string, (string Text, string[] Uses)> statements)
    {
        HashSet<string> needed = [];
        void Visit(string name)
        {
            if (statements.TryGetValue(name, out (string Text, string[] Uses) statement) && needed.Add(name))
            {
                Array.ForEach(statement.Uses, Visit);
            }
        }

        Visit(last);
        return statements.Keys.Where(needed.Contains);
    }
}

/// <summary>Choices that a seed makes.</summary>
internal sealed class Choices(Random random)
{
    public T Of<T>(IReadOnlyList<T> options) => options[random.Next(options.Count)];
}

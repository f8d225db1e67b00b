namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>An operation of random programs.</summary>
/// <param name="Operands">Kinds of its operands.</param>
/// <param name="Result">What it gives, as far as the generator knows.</param>
/// <param name="Write">Its text.</param>
/// <param name="Weight">How often it is chosen.</param>
internal sealed record Operation(Kind[] Operands, Func<Variable[], Variable> Result, Func<Variable[], Setting, string> Write, int Weight = 2)
{
    private static readonly Kind S = Kind.Scalars, V = Kind.Vectors, X = Kind.Single, M = Kind.Matrices;

    private static readonly Operation[] All =
    [
        // Scalars.
        Of([S, S], Same, "({0} + {1})"), Of([S, S], Product, "({0} * {1})", 3), Of([S], Even, "{0}.abs()"), Of([S], Same, "{0}.tanh()"), Of([S], Even, "functional.silu({0})"), Of([S], Even, "{0}.square()"),
        Of([S], Even, "{0}.softmax(-1)"), Of([S], Same, "({0} - {0}.mean([1], keepdim: true))"), Of([S, S], Even, "torch.where({0} > {0}.mean(), {0}, {1})"), Of([S], Even, "{0}.cos()"), Of([S], Same, "torch.matmul({0}, weight)"),

        // Vectors.
        Of([V, V], Same, "({0} + {1})", 3), Of([V, V], Same, "({0} - {1})", 3), Of([V], Same, "({0} * 0.5)"), Of([S, V], Product, "({0}.unsqueeze(-1) * {1})", 6), Of([V, S], Same, "{0} / (1 + {1}.abs()).unsqueeze(-1)", 3),
        Of([V, V], parts => parts[0] with { Parity = -parts[0].Parity * parts[1].Parity }, "torch.linalg.cross({0}, {1}, -1)", 4, dimension: 3),
        Of([V], Same, "torch.einsum(\"oc,ncd->nod\", weight, {0})", 3), Of([V], Same, "torch.matmul(weight, {0})", 3), Of([V], Same, "{0}.roll(1, 1)"), Of([V], Same, "{0}.flip(0)"), Of([V], Same, "{0}.cumsum(1)"),
        Of([V], Same, "{0}.index_select(0, index)"), Of([V], Same, "{0}[index]"), Of([V, V], Same, "torch.cat([{0}[.., ..2], {1}[.., 2..]], 1)"), Of([V], Same, "-{0}"), Of([V], Same, "{0}.reshape(20, -1).view(5, 4, -1)"),
        Of([V], Same, "{0}.transpose(0, 1).contiguous().view(4, 5, -1).permute(1, 0, 2)"), Of([S, V, V], Second, "torch.where(({0} > {0}.mean()).unsqueeze(-1), {1}, {2})", 3), Of([V], Same, "{0}.masked_fill({0}.norm(-1, keepdim: true) > 1, 0)"),
        Of([V], Same, "{0}[torch.arange(5), {0}.norm(-1).argmax(1)].unsqueeze(1).expand_as({0})", 1),

        // Vectors to scalars and back.
        Of([V, V], Product, "({0} * {1}).sum(-1)", 6, Kind.Scalars), Of([V], Even, "{0}.norm(-1)", 4, Kind.Scalars), Of([V], Even, "{0}.pow(2).sum(-1)", 3, Kind.Scalars), Of([V, V], Product, "torch.einsum(\"ncd,ncd->nc\", {0}, {1})", 3, Kind.Scalars),
        Of([V], Same, "{0}.mean([1])", 2, Kind.Single), Of([V], Same, "{0}.sum(1)", 2, Kind.Single), Of([V], Same, "{0}[.., 0]", 2, Kind.Single), Of([X], Same, "({0} - {0}.mean([0], keepdim: true))", 5),
        Of([X, X], parts => parts[0] with { IsPoint = false }, "({0} - {1}.roll(1, 0))", 4), Of([V, X], Same, "({0} + {1}.unsqueeze(1))", 2), Of([X, X], Same, "({0} + {1})", 1), Of([X], Same, "{0}.mean([0], keepdim: true).expand_as({0})", 2),
        Of([V, X], (parts) => parts[1], "({1} + {0}.sum(1))", 3),

        // Components.
        Of([V, V], Product, "torch.stack([{0}[.., .., 1] * {1}[.., .., 2] - {0}[.., .., 2] * {1}[.., .., 1], {0}[.., .., 2] * {1}[.., .., 0] - {0}[.., .., 0] * {1}[.., .., 2], {0}[.., .., 0] * {1}[.., .., 1] - {0}[.., .., 1] * {1}[.., .., 0]], -1) /* cross */", 1, dimension: 3),
        Of([V, V], Product, "({0}.select(2, 0) * {1}.select(2, 0) + {0}.select(2, 1) * {1}.select(2, 1) + {0}.select(2, 2) * {1}.select(2, 2))", 2, Kind.Scalars),
        Of([V], Even, "({0}[.., .., ..1].square().sum(-1) - {0}[.., .., 1..].square().sum(-1))", 2, Kind.Scalars), Of([V], Even, "({0}[.., .., 0].square() + {0}[.., .., 1].square())", 2, Kind.Scalars),
        Of([V], Same, "torch.cat([-{0}[.., .., 1..2], {0}[.., .., ..1], {0}[.., .., 2..]], -1)", 1), Of([V], Even, "torch.stack({0}.unbind(-1), -1).pow(2).sum(-1)", 1, Kind.Scalars), Of([V], Same, "torch.stack({0}.unbind(-1), -1)", 1),
        Of([V], Even, "torch.stack([{0}.select(-1, 0), {0}.select(-1, 1)], -1).pow(2).sum(-1)", 1, Kind.Scalars),

        // Matrices.
        Of([V, V], Product, "torch.einsum(\"nci,ncj->nij\", {0}, {1})", 3, Kind.Matrices), Of([V, M], Product, "torch.matmul({0}, {1})", 3), Of([M], Same, "{0}.transpose(1, 2)"), Of([M, M], Same, "({0} + {1})"), Of([M], Same, "({0} + torch.eye({0}.shape[^1]))"),
        Of([M], Even, "(torch.einsum(\"nii->n\", {0}).unsqueeze(-1) * torch.arange(1, 5))", 3, Kind.Scalars), Of([M], Same, "torch.matmul({0}, {0})", 1), Of([M], Same, "({0} * 2)", 1),

        // Mistakes.
        Of([V], Same, "{0}.relu()"), Of([V], Same, "{0}.tanh()"), Of([V], Same, "({0} + 1)"), Of([V], Even, "{0}.sum(-1)", 2, Kind.Scalars), Of([V], Even, "{0}[.., .., 0]", 2, Kind.Scalars), Of([V], Same, "{0}.softmax(-1)"), Of([V], Same, "{0}.abs()", 1),
        Of([V, V], Same, "({0} * {1})"), Of([V], Same, "{0}.clamp(-0.5, 0.5)"), Of([V], Same, "{0}.flip(-1)", 1), Of([V], Same, "({0} - {0}.mean([-1], keepdim: true))", 1), Of([V], Even, "{0}.max(-1).values", 1, Kind.Scalars),
        Of([V, V], Same, "torch.where({0} > 0, {0}, 2 * {1})", 1), Of([V], Same, "{0}.cumsum(-1)", 1), Of([X], Even, "({0}.norm(-1).unsqueeze(-1) * torch.arange(1, 5))", 2, Kind.Scalars), Of([M], Same, "{0}.relu()", 1), Of([V], Same, "{0}.reshape(5, -1, 4).transpose(1, 2)", 1),
    ];

    /// <summary>One that has operands, by weight.</summary>
    public static Operation Choose(IReadOnlyList<Variable> variables, Setting setting, Choices choices) => choices.Of<Operation>(
        [.. All.Where(operation => operation.Operands.All(kind => variables.Any(variable => variable.Kind == kind)) && (setting.Dimension == 3 || !operation.Write([.. operation.Operands.Select(kind => new Variable("_", kind))], setting).Contains("cross", StringComparison.Ordinal)))
            .SelectMany(operation => Enumerable.Repeat(operation, operation.Weight))]);

    private static Operation Of(Kind[] operands, Func<Variable[], Variable> result, string text, int weight = 2, Kind? kind = null, int dimension = 0) => new(
        operands,
        parts => kind is { } other ? result(parts) with { Kind = other } : result(parts) with { Kind = result == Product || dimension > 0 ? operands[^1] == M ? operands[0] : operands[^1] : result(parts).Kind },
        (parts, _) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, [.. parts.Select(part => part.Name)]),
        weight);

    private static Variable Same(Variable[] parts) => parts[0];

    private static Variable Second(Variable[] parts) => parts[1];

    private static Variable Even(Variable[] parts) => parts[0] with { Parity = 1 };

    private static Variable Product(Variable[] parts) => parts[0] with { Parity = parts[0].Parity * parts[1].Parity, IsPoint = false };
}

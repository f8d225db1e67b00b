using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>The rule of symmetric contractions.</summary>
internal sealed partial class GraphInference
{
    private int? SymmetricContraction(Site site, LayerSpec.SymmetricContraction layer)
    {
        Representation source = site.Type;
        foreach (RepresentationTerm term in source.Terms)
        {
            if (term.Piece is not Irrep)
            {
                return site.Fail(ProblemIds.WrongRepresentation, "source", layer.Attribute, "irreps", source.ToString());
            }

            if (term.Multiplicity != source.Terms[0].Multiplicity)
            {
                return site.Fail(ProblemIds.WidthMismatch, "source", layer.Attribute, $"equal channels of every irrep, such as {source.WithChannels(source.Terms[0].Multiplicity)}", source.ToString());
            }
        }

        Value correlation = Dereference(site.Scope, layer.Correlation);
        if (correlation is not { Kind: ValueKind.Integer, Number: >= 1 and <= SymmetricCouplings.MaximumDegree })
        {
            return correlation.Kind == ValueKind.Error
                ? null
                : site.Fail(ProblemIds.WrongValue, "correlation", "correlation", $"1 to {Text(SymmetricCouplings.MaximumDegree)}, or nameof of an int option", correlation.ToString());
        }

        bool hasSpecies = site.Count > 1;
        if (hasSpecies && !site.TypeOf(1).IsScalar())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "Species", layer.Attribute, "scalars, one for each species", site.TypeOf(1).ToString());
        }

        if (!site.SameDomain() || layer.Irreps is null || Represented(site, layer.Irreps, "irreps") is not { } irreps)
        {
            return null;
        }

        if (irreps.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "irreps", layer.Attribute, "a result without points", irreps.ToString());
        }

        Representation single = source.WithChannels(1);
        List<CoupledContraction> contractions = [];
        List<RepresentationTerm> terms = [];
        foreach (RepresentationTerm term in irreps.Terms)
        {
            int before = contractions.Count;
            for (int degree = 1; degree <= (int)correlation.Number; degree++)
            {
                if (!SymmetricCouplings.Of(single, term.Piece, terms.Count, degree, _maximumBasisSize, _cancellation).TryGet(out CoupledContraction? contraction, out SolveFailure? failure))
                {
                    return site.Fail(ProblemIds.NotSolved, "irreps", failure.Message);
                }

                if (contraction.Paths > 0)
                {
                    contractions.Add(contraction);
                }
            }

            if (contractions.Count > before)
            {
                terms.Add(term with { Multiplicity = source.Terms[0].Multiplicity });
            }
        }

        if (terms.Count == 0)
        {
            return site.Fail(ProblemIds.ZeroIntertwinerSpace, "irreps", _group.Name, $"Sym({source})", irreps.ToString());
        }

        int coefficients = contractions.Sum(contraction => contraction.Trees.Sum(tree => tree.Cost));
        return coefficients <= MaximumTerms
            ? site.Node(new Representation(_group, terms), new Layer.SymmetricContraction(contractions.ToEquatable(), hasSpecies))
            : site.Fail(
                ProblemIds.NotSolved, null,
                string.Format(CultureInfo.InvariantCulture, "the {0} products of the contraction have {1:N0} non-zero coefficients, each a line of generated code; the limit is {2:N0}; keep fewer irreps or a lower correlation", contractions.Sum(c => c.Trees.Count), coefficients, MaximumTerms));
    }
}

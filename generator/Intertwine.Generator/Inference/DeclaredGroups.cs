using System.Collections.Concurrent;
using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>A declared group as the algebra has it; null where something is wrong with its matrices or with those of a representation.</summary>
internal sealed record CheckedGroup(DeclaredGroup? Group, EquatableArray<Problem> Problems);

/// <summary>Matrices of declared groups and representations → groups, or what is wrong with them: sizes, inverses, names, relations.</summary>
internal static class DeclaredGroups
{
    /// <summary>Groups kept: every model of a group asks for it, and while a group is typed each keystroke is another one.</summary>
    private const int MaximumCount = 64;

    private static readonly ConcurrentDictionary<DeclaredGroupSpec, CheckedGroup> Known = new();

    /// <summary>The group that a model or block names. Of a declared group that is wrong the error says only that it is: its own problems say what.</summary>
    public static Result<Group, ParseError> Find(GroupSpec? spec, CancellationToken cancellation) => spec switch
    {
        GroupSpec.Known known => Group.Parse(known.Text),
        GroupSpec.Declared declared when Check(declared.Group, cancellation).Group is { } group => group,
        _ => new ParseError(0, 0, "a group", spec?.Name ?? "none"),
    };

    /// <summary>What a cancelled check has found is not kept.</summary>
    public static CheckedGroup Check(DeclaredGroupSpec spec, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(spec, out CheckedGroup? known))
        {
            known = new Checker(spec, cancellation).Run();
            if (Known.Count >= MaximumCount)
            {
                Known.Clear();
            }

            Known.TryAdd(spec, known);
        }

        return known;
    }

    private sealed class Checker(DeclaredGroupSpec spec, CancellationToken cancellation)
    {
        private readonly List<Problem> _problems = [];
        private bool _failed;

        public CheckedGroup Run()
        {
            Matrices? matrices = Read(spec, "Group", MatrixGroup.MaximumDimension);
            DeclaredGroup? group = matrices is null ? null : Create(matrices, []);
            List<DeclaredRepresentation> representations = [];
            foreach (DeclaredRepresentationSpec representation in spec.Representations)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Read(representation, group) is { } read)
                {
                    representations.Add(read);
                }
            }

            DeclaredGroup? result = group is null || _failed ? null : Create(matrices!, representations);
            return new CheckedGroup(_failed ? null : result, _problems.ToEquatable());
        }

        private DeclaredGroup? Create(Matrices matrices, IReadOnlyList<DeclaredRepresentation> representations)
        {
            if (DeclaredGroup.Create(spec.Type.Name, matrices.Size, matrices.Infinitesimal, matrices.Discrete, representations).TryGet(out DeclaredGroup? group, out DeclarationFailure? failure))
            {
                return group;
            }

            Fail(spec, failure);
            return null;
        }

        private DeclaredRepresentation? Read(DeclaredRepresentationSpec representation, DeclaredGroup? group)
        {
            if (representation.PieceName is not { } name)
            {
                _failed = true;
                return null;
            }

            DeclaredRepresentationSpec? other = spec.Representations.FirstOrDefault(earlier => earlier.PieceName == name);
            if (other != representation)
            {
                Report(representation, ProblemIds.WrongPieceName, new Place("Representation", "name"), name, $"'{other!.Type.Name}' has this name too");
                return null;
            }

            // Whatever is wrong with the group comes first.
            bool counts = Counts(representation, "InfinitesimalGenerator", representation.Infinitesimal.Count, spec.Infinitesimal.Count)
                & Counts(representation, "DiscreteGenerator", representation.Discrete.Count, spec.Discrete.Count);
            if (!counts || Read(representation, "Representation", CompositePiece.MaximumDimension) is not { } matrices || group is null)
            {
                return null;
            }

            var result = new DeclaredRepresentation(name, matrices.Infinitesimal, matrices.Discrete);
            if (!DeclaredGroup.Create(spec.Type.Name, group.Dimension, group.InfinitesimalMatrices, group.DiscreteMatrices, [result]).TryGet(out DeclaredGroup? alone, out DeclarationFailure? failure))
            {
                Fail(representation, failure);
                return null;
            }

            if (RepresentationCheck.Verify(alone, cancellation) is { } violation)
            {
                string difference = violation.Error.ToString("0.###", CultureInfo.InvariantCulture);
                Report(
                    representation, ProblemIds.NotARepresentation, new Place("Representation"), name, spec.Type.Name,
                    $"{violation.Relation}, but the two sides differ by {difference} in the images");
                return null;
            }

            return result;
        }

        private bool Counts(DeclaredRepresentationSpec representation, string attribute, int count, int expected)
        {
            if (count != expected)
            {
                string kind = attribute == "DiscreteGenerator" ? "discrete" : "infinitesimal";
                Report(
                    representation, ProblemIds.WrongMatrix, new Place("Representation"), $"'{representation.PieceName}'",
                    $"{Number(expected)} [{attribute}], one for each {kind} generator of {spec.Type.Name}", Number(count));
            }

            return count == expected;
        }

        /// <summary>The matrices, all of one size; null where they are not.</summary>
        private Matrices? Read(MatricesSpec type, string attribute, int maximum)
        {
            MatrixSpec? first = type.Infinitesimal.Concat(type.Discrete).FirstOrDefault();
            int size;
            switch (type.Size.Kind)
            {
                case ValueKind.None when first is not null:
                    size = (int)Math.Round(Math.Sqrt(first.Entries.Count));
                    break;
                case ValueKind.None:
                    Report(type, ProblemIds.WrongValue, new Place(attribute), "Dimension", "the dimension, which does not follow from generators where there are none", "nothing");
                    return null;
                case ValueKind.Integer when type.Size.Number >= 1 && type.Size.Number <= maximum:
                    size = (int)type.Size.Number;
                    break;
                case ValueKind.Error:
                    _failed = true;
                    return null;
                default:
                    Report(type, ProblemIds.WrongValue, new Place(attribute, "Dimension"), "Dimension", $"a number from 1 to {Number(maximum)}", type.Size.ToString());
                    return null;
            }

            List<Matrix> infinitesimal = [];
            List<Matrix> discrete = [];
            bool right = true;
            foreach (MatrixSpec matrix in type.Infinitesimal)
            {
                right &= Read(type, "InfinitesimalGenerator", matrix, size, maximum, infinitesimal);
            }

            foreach (MatrixSpec matrix in type.Discrete)
            {
                right &= Read(type, "DiscreteGenerator", matrix, size, maximum, discrete);
            }

            return right ? new Matrices(size, infinitesimal, discrete) : null;
        }

        private bool Read(MatricesSpec type, string attribute, MatrixSpec matrix, int size, int maximum, List<Matrix> result)
        {
            if (!matrix.IsConstant)
            {
                _failed = true;
                return false;
            }

            string what = $"[{attribute}]";
            var place = new Place(attribute, matrix.BadPermutation is null ? "entries" : "Permutation", Occurrence: matrix.Occurrence);
            if (matrix.BadPermutation is not null)
            {
                Report(type, ProblemIds.WrongMatrix, place, what, "each of the numbers from 0 once in a permutation", matrix.BadPermutation);
                return false;
            }

            int expected = size * size;
            if (matrix.Entries.Count == expected && size >= 1 && size <= maximum)
            {
                result.Add(Matrix.FromRows(size, size, matrix.Entries));
                return true;
            }

            string numbers = size > maximum ? $"at most {Number(maximum)} x {Number(maximum)} numbers"
                : matrix.Entries.Count != expected && type.Size.Kind == ValueKind.None && size * size == FirstCount(type) ? $"{Number(expected)} numbers ({Number(size)} x {Number(size)}, as in the first matrix)"
                : type.Size.Kind == ValueKind.None ? "the numbers of a square matrix: 1, 4, 9, 16, …"
                : $"{Number(expected)} numbers ({Number(size)} x {Number(size)})";
            Report(type, ProblemIds.WrongMatrix, place, what, numbers, Number(matrix.Entries.Count));
            return false;
        }

        private static int FirstCount(MatricesSpec type) => type.Infinitesimal.Concat(type.Discrete).First().Entries.Count;

        /// <summary>What the algebra finds wrong: numbers that are not finite, matrices without inverse, names.</summary>
        private void Fail(MatricesSpec type, DeclarationFailure failure)
        {
            if (failure.Index >= 0)
            {
                Report(type, ProblemIds.UnusableGenerator, new Place(failure.IsDiscrete ? "DiscreteGenerator" : "InfinitesimalGenerator", Occurrence: failure.Index), failure.Message);
            }
            else if (type is DeclaredRepresentationSpec representation)
            {
                Report(type, ProblemIds.WrongPieceName, new Place("Representation", "name"), representation.PieceName ?? "", failure.Message);
            }
            else
            {
                Report(type, ProblemIds.WrongValue, new Place("Group", "Dimension"), "Dimension", failure.Message, Number(type.Infinitesimal.Count));
            }
        }

        private void Report(MatricesSpec type, string id, Place place, params string[] arguments)
        {
            _failed = true;
            _problems.Add(new Problem(id, type.Type.FullName, null, place, new EquatableArray<string>(arguments)));
        }

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Matrices(int Size, IReadOnlyList<Matrix> Infinitesimal, IReadOnlyList<Matrix> Discrete);
}

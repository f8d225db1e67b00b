using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes the other half of declared groups and representations: a static property with what the algebra makes of the matrices.</summary>
internal static class GroupEmitter
{
    private const string Namespace = "global::Intertwine.Algebra.";

    public static string Emit(DeclaredGroupSpec spec, CancellationToken cancellation)
    {
        DeclaredGroup? group = DeclaredGroups.Check(spec, cancellation).Group;
        string types = string.Join(", ", spec.Representations.Select(representation => $"typeof({representation.Type.Code})"));
        string listed = types.Length > 0 ? $"\n[global::Intertwine.GroupRepresentations({types})]" : "";
        string summary = group is null
            ? "/// <remarks>The declaration has errors.</remarks>"
            : $"/// <remarks>Acts on R^{Number(group.Dimension)}: {Number(group.InfinitesimalCount)} infinitesimal and {Number(group.DiscreteCount)} discrete generators.</remarks>";
        return SourceText.Part(spec.Type, summary + listed, "", writer =>
        {
            writer.WriteLine("/// <summary>The group, with its declared representations.</summary>");
            if (group is null)
            {
                writer.WriteLine($"public static {Namespace}Group {DeclaredGroupParser.GroupProperty} => {MemberEmitter.Wrong(spec.Type.Name)};");
                return;
            }

            writer.WriteLine($"public static {Namespace}Group {DeclaredGroupParser.GroupProperty} {{ get; }} = {Namespace}DeclaredGroup.Create(");
            using (writer.Indent())
            {
                writer.WriteLine($"{SourceText.Literal(group.Name)},");
                writer.WriteLine($"{Number(group.Dimension)},");
                WriteMatrices(writer, group.InfinitesimalMatrices, ",");
                WriteMatrices(writer, group.DiscreteMatrices, ",");
                writer.WriteLine("[");
                foreach (DeclaredRepresentation representation in group.Representations)
                {
                    using (writer.Indent())
                    {
                        writer.WriteLine($"new {Namespace}DeclaredRepresentation(");
                        using (writer.Indent())
                        {
                            writer.WriteLine($"{SourceText.Literal(representation.Name)},");
                            WriteMatrices(writer, representation.InfinitesimalImages, ",");
                            WriteMatrices(writer, representation.DiscreteImages, "),");
                        }
                    }
                }

                writer.WriteLine("]).OrThrow();");
            }
        });
    }

    /// <param name="group">The group; null where the type named is none.</param>
    public static string Emit(DeclaredRepresentationSpec spec, DeclaredGroupSpec? group, CancellationToken cancellation)
    {
        bool isRight = group is not null && DeclaredGroups.Check(group, cancellation).Group is not null && group.Representations.Contains(spec);
        string remarks = isRight ? $"The representation <c>{spec.PieceName}</c> of <see cref=\"{group!.Type.Code}\"/>." : "The declaration has errors.";
        return SourceText.Part(spec.Type, $"/// <remarks>{remarks}</remarks>", "", writer =>
        {
            writer.WriteLine("/// <summary>The representation, as a piece of those of features.</summary>");
            string value = isRight ? $"{{ get; }} = {group!.Type.Code}.{DeclaredGroupParser.GroupProperty}.ParsePiece({SourceText.Literal(spec.PieceName!)}).OrThrow();" : $"=> {MemberEmitter.Wrong(spec.Type.Name)};";
            writer.WriteLine($"public static {Namespace}Piece {DeclaredGroupParser.PieceProperty} {value}");
        });
    }

    /// <summary>One matrix per line, rows set apart.</summary>
    private static void WriteMatrices(IndentedWriter writer, IReadOnlyList<Matrix> matrices, string end)
    {
        if (matrices.Count == 0)
        {
            writer.WriteLine("[]" + end);
            return;
        }

        writer.WriteLine("[");
        using (writer.Indent())
        {
            foreach (Matrix matrix in matrices)
            {
                IEnumerable<string> rows = Enumerable.Range(0, matrix.Rows)
                    .Select(row => string.Join(", ", Enumerable.Range(0, matrix.Columns).Select(column => NumberText.RoundTrip(matrix[row, column]))));
                writer.WriteLine($"{Namespace}Matrix.FromRows({Number(matrix.Rows)}, {Number(matrix.Columns)}, [{string.Join(",  ", rows)}]),");
            }
        }

        writer.WriteLine("]" + end);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

namespace Intertwine.Generator.Parsing;

/// <summary>The comments on the properties of one class.</summary>
internal sealed record ClassComments(string Class, EquatableArray<MemberComment> Comments);

/// <summary>The comments of all declared classes, by class; compared by value.</summary>
internal sealed class CommentTable(EquatableArray<ClassComments> classes) : IEquatable<CommentTable>
{
    private readonly EquatableArray<ClassComments> _classes = classes;
    private readonly Lazy<Dictionary<string, ClassComments>> _byClass = new(() =>
    {
        var table = new Dictionary<string, ClassComments>(StringComparer.Ordinal);
        foreach (ClassComments comments in classes)
        {
            table[comments.Class] = comments;
        }

        return table;
    });

    public EquatableArray<MemberComment> Of(string type) => _byClass.Value.TryGetValue(type, out ClassComments? comments) ? comments.Comments : EquatableArray<MemberComment>.Empty;

    public bool Equals(CommentTable? other) => other is not null && _classes.Equals(other._classes);

    public override bool Equals(object? obj) => Equals(obj as CommentTable);

    public override int GetHashCode() => _classes.GetHashCode();
}

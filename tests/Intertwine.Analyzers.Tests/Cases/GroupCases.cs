namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Declared groups and representations.</summary>
internal static class GroupCases
{
    private const string Cylinder = """

        [Group]
        [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
        [DiscreteGenerator(1, 0, 0,  0, 1, 0,  0, 0, -1)]
        public partial struct Cylinder;
        """;

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0001", "Group", """
            [Group]
            [DiscreteGenerator(0, 1,  1, 0)]
            public struct {|EQV0001:Swap|}
            {
            }
            """),
        new("EQV0001", "Representation", $$"""
            [Representation<Cylinder>("Up")]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public struct {|EQV0001:Up|}
            {
            }
            {{Cylinder}}
            """),
        new("EQV0004", "NearestDeclaredName", $$"""
            [EquivariantModel<Cylinder>]
            public partial class Net
            {
                [Input("2xV + {|EQV0004:Turnd|}", Per.Node), Output] public partial Feature X { get; }
            }

            [Representation<Cylinder>("Turned")]
            [InfinitesimalGenerator(0, -2,  2, 0)]
            [DiscreteGenerator(1, 0,  0, 1)]
            public partial struct Turned;
            {{Cylinder}}
            """),
        new("EQV0014", "NoDimension", """
            [{|EQV0014:Group|}]
            public partial struct Nothing;
            """),
        new("EQV0014", "LargeDimension", """
            [Group({|EQV0014:Dimension = 1000|})]
            public partial struct Large;
            """),
        new("EQV0014", "NegativeBasisSize", """
            [EquivariantModel("O(3)", {|EQV0014:MaximumBasisSize = -1|})]
            public partial class Net
            {
                [Input("1o", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0020", "Model", """
            [{|EQV0020:EquivariantModel<Net>|}]
            public partial class Net
            {
                [Input("V", Per.Node), Output] public partial Feature X { get; }
            }
            """),
        new("EQV0020", "Representation", """
            [{|EQV0020:Representation<int>("Up")|}]
            [DiscreteGenerator(-1)]
            public partial struct Up;
            """),
        new("EQV0020", "Declared", $$"""
            [EquivariantModel<Cylinder>]
            public partial class Net
            {
                [Input("2xV + S", Per.Node)] public partial Feature X { get; }
                [Input("Turned", Per.Node)] public partial Feature Z { get; }
                [Concat(nameof(X), nameof(Z))] public partial Feature Both { get; }
                [Linear(nameof(Both), "V*V + Turned"), Output] public partial Feature Y { get; }
                [Block<Part>(nameof(X))] public partial Part Inner { get; }
                [Output($"{nameof(Inner)}.{nameof(Part.Y)}")] public partial Feature Squares { get; }
            }

            [EquivariantBlock<Cylinder>]
            public partial class Part
            {
                [Input("*xS + *xV", Per.Node)] public partial Feature X { get; }
                [SquaredNorm(nameof(X)), Output] public partial Feature Y { get; }
            }

            [Representation<Cylinder>("Turned")]
            [InfinitesimalGenerator(0, -2,  2, 0)]
            [DiscreteGenerator(1, 0,  0, 1)]
            public partial struct Turned;
            {{Cylinder}}
            """),
        new("EQV0021", "EightNumbers", """
            [Group(Dimension = 3)]
            [InfinitesimalGenerator({|EQV0021:0, -1, 0,  1, 0, 0,  0, 0|})]
            public partial struct Turns;
            """),
        new("EQV0021", "NoSquare", """
            [Group]
            [DiscreteGenerator({|EQV0021:0, -1, 1|})]
            public partial struct Turns;
            """),
        new("EQV0021", "TwoSizes", """
            [Group]
            [DiscreteGenerator(0, -1, 1, 0)]
            [DiscreteGenerator({|EQV0021:new double[] { 1 }|})]
            public partial struct Turns;
            """),
        new("EQV0021", "NoPermutation", """
            [Group]
            [DiscreteGenerator({|EQV0021:Permutation = new[] { 1, 2, 1 }|})]
            public partial struct Turns;
            """),
        new("EQV0021", "ImageIsMissing", $$"""
            [{|EQV0021:Representation<Cylinder>("Up")|}]
            [DiscreteGenerator(-1)]
            public partial struct Up;
            {{Cylinder}}
            """),
        new("EQV0021", "PermutationsAndScales", """
            [Group]
            [DiscreteGenerator(Permutation = new[] { 1, 2, 0 })]
            [DiscreteGenerator(2, 0, 0,  0, 2, 0,  0, 0, 2, Scale = -0.5)]
            public partial struct Turns;

            [Representation<Turns>("Sign")]
            [DiscreteGenerator(1)]
            [DiscreteGenerator(-1)]
            public partial struct Sign;
            """),
        new("EQV0022", "Singular", """
            [Group]
            [DiscreteGenerator(1, 0,  0, 1)]
            [{|EQV0022:DiscreteGenerator(0, 1,  0, 1)|}]
            public partial struct Swap;
            """),
        new("EQV0022", "NotFinite", """
            [Group]
            [{|EQV0022:InfinitesimalGenerator(0, double.NaN,  0, 1)|}]
            public partial struct Swap;
            """),
        new("EQV0022", "SingularInfinitesimal", """
            [Group]
            [InfinitesimalGenerator(0, 1,  0, 0)]
            public partial struct Shear;
            """),
        new("EQV0023", "Twice", $$"""
            [Representation<Cylinder>("Up")]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Above;

            [Representation<Cylinder>({|EQV0023:"Up"|})]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Up;
            {{Cylinder}}
            """),
        new("EQV0023", "Taken", $$"""
            [Representation<Cylinder>({|EQV0023:"V"|})]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Up;
            {{Cylinder}}
            """),
        new("EQV0023", "NoName", $$"""
            [Representation<Cylinder>({|EQV0023:"2 up"|})]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Up;
            {{Cylinder}}
            """),
        new("EQV0023", "OfTwoGroups", $$"""
            [Representation<Cylinder>("T")]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Up;

            [Representation<Swap>("T")]
            [DiscreteGenerator(-1)]
            public partial struct Sign;

            [Group]
            [DiscreteGenerator(0, 1,  1, 0)]
            public partial struct Swap;
            {{Cylinder}}
            """),
        new("EQV1010", "Square", $$"""
            [{|EQV1010:Representation<Cylinder>("Up")|}]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(2)]
            public partial struct Up;
            {{Cylinder}}
            """),
        new("EQV1010", "Bracket", """
            [Group]
            [InfinitesimalGenerator(0, 0, 0,  0, 0, -1,  0, 1, 0)]
            [InfinitesimalGenerator(0, 0, 1,  0, 0, 0,  -1, 0, 0)]
            [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
            public partial struct Turns;

            [{|EQV1010:Representation<Turns>("Doubled")|}]
            [InfinitesimalGenerator(0, 0, 0,  0, 0, -1,  0, 1, 0, Scale = 2)]
            [InfinitesimalGenerator(0, 0, 1,  0, 0, 0,  -1, 0, 0, Scale = 2)]
            [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0, Scale = 2)]
            public partial struct Doubled;
            """),
        new("EQV1010", "Homomorphism", $$"""
            [Representation<Cylinder>("Up")]
            [InfinitesimalGenerator(0)]
            [DiscreteGenerator(-1)]
            public partial struct Up;

            [Representation<Cylinder>("Twisted")]
            [InfinitesimalGenerator(0, -3,  3, 0)]
            [DiscreteGenerator(-1, 0,  0, -1)]
            public partial struct Twisted;
            {{Cylinder}}
            """),
        new("EQV0024", "Generic", """
            [Group]
            [DiscreteGenerator(0, 1,  1, 0)]
            public partial struct {|EQV0024:Swap|}<T>;
            """),
        new("EQV0024", "HasTheMember", """
            [Group]
            [DiscreteGenerator(0, 1,  1, 0)]
            public partial struct {|EQV0024:Swap|}
            {
                public int Group() => 2;
            }
            """),
        new("EQV0024", "OtherMembers", """
            public static partial class Groups
            {
                [Group]
                [DiscreteGenerator(0, 1,  1, 0)]
                internal readonly partial record struct Swap
                {
                    public int Order => 2;
                }
            }
            """),
    ];
}

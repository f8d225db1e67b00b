namespace Intertwine.Algebra.Tests.Clifford;

/// <summary>Product tables, signs and norms computed by CGENN: the same blade order and conventions.</summary>
public sealed class GoldenCgennTests
{
    public static TheoryData<string> Files => [.. GoldenTensors.List("cgenn").Where(file => file.StartsWith("cgenn/algebra_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Tables_AreThoseOfCgenn(string file)
    {
        GoldenTensors golden = GoldenTensors.Load(file);
        CliffordAlgebra algebra = Algebra(golden);
        Assert.Equal(golden["const/index_to_bitmap"].Values, algebra.Blades.Select(blade => (double)blade.Bitmap));
        Assert.Equal(golden["const/grades"].Values, algebra.Grades.Select(grade => (double)grade));

        int grades = algebra.Dimension + 1;
        bool[] paths = new bool[grades * grades * grades];
        foreach (GradePath path in algebra.Geometric.Paths)
        {
            paths[(((path.Left * grades) + path.Result) * grades) + path.Right] = true;
        }

        Assert.Equal(golden["const/product_paths"].Values, paths.Select(path => path ? 1.0 : 0.0));
        if (golden.Contains("const/cayley_ijk"))
        {
            double[] table = new double[algebra.Size * algebra.Size * algebra.Size];
            foreach (BladeTerm term in algebra.Geometric.Terms)
            {
                table[(((term.Left * algebra.Size) + term.Result) * algebra.Size) + term.Right] = term.Sign;
            }

            Assert.Equal(golden["const/cayley_ijk"].Values, table);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Values_AreThoseOfCgenn(string file)
    {
        GoldenTensors golden = GoldenTensors.Load(file);
        CliffordAlgebra algebra = Algebra(golden);
        for (int sample = 0; sample < golden["input/a"].Shape[0]; sample++)
        {
            double[] a = golden["input/a"].Part(sample);
            double[] b = golden["input/b"].Part(sample);
            Near(golden["output64/gp"].Part(sample), algebra.Geometric.Apply(a, b));
            Near(golden["output64/alpha"].Part(sample), algebra.GradeInvolution.Apply(a));
            Near(golden["output64/beta"].Part(sample), algebra.Reversal.Apply(a));
            Near(golden["output64/gamma"].Part(sample), algebra.Conjugation.Apply(a));
            Near(golden["output64/b"].Part(sample), [algebra.InnerProduct(a, b)]);
            Near(golden["output64/q"].Part(sample), [algebra.QuadraticForm(a)]);
            Near(golden["output64/norm"].Part(sample), [CliffordAlgebra.SmoothNorm(algebra.QuadraticForm(a))]);
            Near(golden["output64/qs"].Part(sample), algebra.QuadraticForms(a));
            Near(golden["output64/norms"].Part(sample), [.. algebra.QuadraticForms(a).Select(form => CliffordAlgebra.SmoothNorm(form))]);
        }
    }

    /// <summary>The number of paths that networks learn weights for.</summary>
    [Theory]
    [InlineData(2, 0, 0, 10)]
    [InlineData(3, 0, 0, 20)]
    [InlineData(5, 0, 0, 56)]
    [InlineData(1, 3, 0, 35)]
    [InlineData(3, 0, 1, 34)]
    public void Paths_AreAsManyAsPublished(int positive, int negative, int @null, int expected)
        => Assert.Equal(expected, CliffordAlgebra.Of(positive, negative, @null).Geometric.Paths.Count);

    private static CliffordAlgebra Algebra(GoldenTensors golden)
    {
        int[] metric = [.. golden.Json("metric").EnumerateArray().Select(square => (int)square.GetDouble())];
        return new CliffordAlgebra(metric, first: metric[0] == 0 ? 0 : 1);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}

/// <summary>Product tables and values computed by GATr, whose algebra is Cl(3,0,1) with e0 first.</summary>
public sealed class GoldenGatrTests
{
    private static readonly CliffordAlgebra Algebra = CliffordAlgebra.Projective(3);
    private static readonly GoldenTensors Basis = GoldenTensors.Load("gatr/basis");
    private static readonly GoldenTensors Primitives = GoldenTensors.Load("gatr/primitives");

    [Fact]
    public void Tables_AreThoseOfGatr()
    {
        Assert.Equal(Basis["geometric_product_ijk"].Values, Table(Algebra.Geometric));
        Assert.Equal(Basis["outer_product_ijk"].Values, Table(Algebra.Outer));
        Assert.Equal(192, Algebra.Geometric.Terms.Count);
        Assert.Equal(Basis["dual_permutation"].Values, Algebra.Dual.Sources.Select(source => (double)source));
        Assert.Equal(Basis["dual_factors"].Values, Algebra.Dual.Signs.Select(sign => (double)sign));
    }

    /// <summary>GATr's join applies the right complement three times; the regressive product undoes it in the end. They differ by the sign of dual(dual(x)).</summary>
    [Fact]
    public void Join_IsTheRegressiveProductUpToTheSignOfTheDoubleDual()
    {
        SignedPermutation twice = Algebra.Dual.After(Algebra.Dual);
        double[] join = Table(Algebra.Regressive);
        int square = Algebra.Size * Algebra.Size;
        for (int i = 0; i < join.Length; i++)
        {
            join[i] *= twice.Signs[i / square];
        }

        Assert.Equal(Basis["join_ijk"].Values, join);
    }

    [Fact]
    public void Values_AreThoseOfGatr()
    {
        for (int sample = 0; sample < 12; sample++)
        {
            double[] x = Item("input/x", sample, 16);
            double[] y = Item("input/y", sample, 16);
            double reference = Item("input/reference", sample / 4, 16)[14];
            Near(Item("output64/gp", sample, 16), Algebra.Geometric.Apply(x, y));
            Near(Item("output64/outer", sample, 16), Algebra.Outer.Apply(x, y));
            double[] dual = Algebra.Dual.Apply(Algebra.Outer.Apply(Algebra.Dual.Apply(x), Algebra.Dual.Apply(y)));
            Near(Item("output64/join", sample, 16), [.. dual.Select(value => reference * value)]);
            Near(Item("output64/inner", sample, 1), [Algebra.InnerProduct(x, y)]);
            Near(Item("output64/norm", sample, 1), [Algebra.Norm(x)]);
            Near(Item("output64/reverse", sample, 16), Algebra.Reversal.Apply(x));
            Near(Item("output64/grade_involute", sample, 16), Algebra.GradeInvolution.Apply(x));
            Near(Item("output64/grade_project", sample, 80), [.. Enumerable.Range(0, 5).SelectMany(grade => Algebra.Project(x, grade))]);
            double[] invariants = Algebra.Norms(x);
            invariants[0] = x[0];
            Near(Item("output64/pin_invariants", sample, 5), invariants);
        }
    }

    private static double[] Item(string name, int index, int size) => Primitives[name].Values[(index * size)..((index + 1) * size)];

    /// <summary>T[i, j, k] with out_i = sum T[i, j, k] x_j y_k.</summary>
    private static double[] Table(BladeProduct product)
    {
        double[] table = new double[16 * 16 * 16];
        foreach (BladeTerm term in product.Terms)
        {
            table[(((term.Result * 16) + term.Left) * 16) + term.Right] += term.Sign;
        }

        return table;
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
